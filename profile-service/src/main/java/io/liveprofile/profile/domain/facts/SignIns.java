package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import java.util.ArrayList;
import java.util.List;

/** How often somebody signed in or failed to, and the newest of these. */
public record SignIns(long succeeded, long failed, Newest<SignIn> newest) {

    public static final int SIGN_INS_MAX = 20;

    public static final SignIns NONE = new SignIns(0, 0, Newest.none());

    SignIns plus(List<Told> batch) {
        List<SignIn> added = List.of();
        for (var told : batch) {
            var signIn = SignIn.of(told);
            if (signIn != null) {
                added = added.isEmpty() ? new ArrayList<>() : added;
                added.add(signIn);
            }
        }
        return added.isEmpty()
                ? this
                : new SignIns(
                        succeeded + count(added, SignIn.Kind.SIGNED_IN),
                        failed + count(added, SignIn.Kind.FAILED),
                        newest.plus(added, SIGN_INS_MAX));
    }

    private static long count(List<SignIn> added, SignIn.Kind kind) {
        return added.stream().filter(each -> each.kind() == kind).count();
    }

    void addTo(Hash64 hash) {
        newest.addTo(hash.add(succeeded).add(failed));
    }
}
