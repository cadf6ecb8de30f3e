# Sourced by ./run, ./bench and ./live-profile: sets JAVA_HOME to a JDK 25, or ends with one sentence.
# Looks where the build itself looks: JAVA_HOME, JAVA25_HOME, the usual folders, SDKMAN, macOS's own index, PATH.

jdk_is_25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        grep -q '^JAVA_VERSION="25[".]' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | head -n 1 | grep -q '"25[".]'
    fi
}

jdk_candidates() {
    printf '%s\n' "${JAVA_HOME:-}" "${JAVA25_HOME:-}"
    for folder in /usr/lib/jvm/*25* /opt/*jdk*25* "$HOME"/.jdks/*25* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25*; do
        printf '%s\n' "$folder"
    done
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v 25 2>/dev/null
    fi
    if command -v javac >/dev/null 2>&1; then
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
}

jdk_find() {
    while IFS= read -r candidate; do
        if [ -n "$candidate" ] && jdk_is_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done < <(jdk_candidates 2>/dev/null)
    return 1
}

if ! JAVA_HOME=$(HOME=${HOME:-/nonexistent} jdk_find); then
    echo "JDK 25 is needed and none was found: install one (Temurin 25 from adoptium.net, or \"apt-get install temurin-25-jdk\", or \"sdk install java 25-tem\") or point JAVA25_HOME at it." >&2
    exit 1
fi
export JAVA_HOME
JAVA=$JAVA_HOME/bin/java
JVM_FLAGS=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders)
