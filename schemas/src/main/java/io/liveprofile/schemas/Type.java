package io.liveprofile.schemas;

/** What JSON knows, but for null: a null says nothing and is read as if the field weren't there. */
public enum Type {
    OBJECT("object"),
    ARRAY("array"),
    TEXT("string"),
    NUMBER("number"),
    FLAG("boolean");

    private final String word;

    Type(String word) {
        this.word = word;
    }

    /** As schemas write it. */
    public String word() {
        return word;
    }

    int bit() {
        return 1 << ordinal();
    }
}
