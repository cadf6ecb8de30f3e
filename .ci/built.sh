# Sourced by ./run and ./live-profile, after jdk.sh: builds the service where that is needed.

# Maven compiles only what has changed; a look at the newest source spares its start where nothing has.
stale() {
    local stamp=$here/server/target/built
    [ -f "$stamp" ] && [ -f "$here/server/target/runtime.classpath" ] || return 0
    [ -n "$(find "$here"/*/src/main "$here"/*/pom.xml "$here/pom.xml" -newer "$stamp" -print -quit)" ]
}

build() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "Maven is needed to build the service and there is no mvn on the PATH: install it (\"apt-get install maven\", \"sdk install maven\")." >&2
        exit 1
    fi
    echo "Building (the first time Maven also fetches what is needed; that takes minutes) ..." >&2
    local started=$SECONDS log=$here/target/build.log
    mkdir -p "$here/target"
    touch "$here/target/build.started"
    if [ -t 2 ]; then
        build_showing_the_module "$log"
    else
        mvn -B -f "$here/pom.xml" -DskipTests test-compile -pl server -am >"$log" 2>&1
    fi || {
        grep '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
        echo "The build failed; all of it is in $log." >&2
        exit 1
    }
    # As old as the build's start, so that a file which changed meanwhile is built next time.
    mv "$here/target/build.started" "$here/server/target/built"
    echo "Built in $((SECONDS - started)) s." >&2
}

# One line that changes, so that nobody wonders whether it still works.
build_showing_the_module() {
    mvn -B -f "$here/pom.xml" -DskipTests test-compile -pl server -am 2>&1 | tee "$1" |
        sed -nu -E 's/^\[INFO\] Building (.*) 0\.[^ ]* +(\[[0-9/]+\])$/\2 \1/p; s/^Download(ing|ed) from [^:]*: .*\/([^ /]+).*/fetching \2/p' |
        while IFS= read -r line; do printf '\r\033[K  %.70s' "$line" >&2; done
    local status=${PIPESTATUS[0]}
    printf '\r\033[K' >&2
    return "$status"
}

# The modules stand in it as folders of classes where they were built together, as jars where they were packaged: both run.
service_classpath() {
    echo "$here/server/target/classes:$(cat "$here/server/target/runtime.classpath")"
}

if stale; then
    build
fi
