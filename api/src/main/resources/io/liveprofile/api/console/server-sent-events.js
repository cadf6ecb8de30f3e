/**
 * Server-sent events from a body of bytes: `EventSource` can't send a key.
 *
 * Yields {id, event, data} for each, and null for each sign of life.
 */
export async function* events(body) {
  let rest = '';
  let open = { data: [] };
  for await (const chunk of chunks(body)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines.map((each) => each.replace(/\r$/, ''))) {
      if (line === '') {
        if (open.data.length > 0) {
          yield { id: open.id, event: open.event ?? 'message', data: open.data.join('\n') };
        }
        open = { data: [] };
      } else if (line.startsWith(':')) {
        yield null;
      } else {
        take(open, line);
      }
    }
  }
}

async function* chunks(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function take(open, line) {
  const [, field, value] = line.match(/^([^:]*):? ?(.*)$/);
  if (field === 'data') {
    open.data.push(value);
  } else if (field === 'id' || field === 'event') {
    open[field] = value;
  }
}
