package io.liveprofile.schemas;

/**
 * Where a record breaks the contract, and which rule. Never quotes a value: it stands in logs and headers.
 *
 * @param pointer a JSON pointer, with the names as they were sent
 */
public record Violation(String pointer, String rule) {

    @Override
    public String toString() {
        return pointer + " " + rule;
    }
}
