package io.liveprofile.api.profile;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.search.LookupKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whom a request means: an id that owns a profile, or an address by which one is looked up. */
public final class Customers {
    private static final String EMAIL = "email:";
    private static final String PHONE = "phone:";

    /** Who may see who else has the same address. */
    private static final Set<Role> TOLD_CANDIDATES = Set.of(Role.SUPPORT, Role.FRAUD, Role.ADMIN);

    private final Finder finder;

    public Customers(Finder finder) {
        this.finder = finder;
    }

    /** Fails with the problem where nobody is meant, or more than one. */
    public CompletionStage<CustomerId> meant(Call call) {
        var id = call.path("id");
        if (id.startsWith(EMAIL)) {
            return found(call, LookupKind.EMAIL, id.substring(EMAIL.length()));
        }
        return id.startsWith(PHONE)
                ? found(call, LookupKind.PHONE, id.substring(PHONE.length()))
                : CompletableFuture.completedFuture(known(id));
    }

    private static CustomerId known(String id) {
        CustomerId.problemIn(id).ifPresent(problem -> {
            throw new BadCall(Problem.badId("It can't be used: " + problem + "."));
        });
        return CustomerId.parse(id);
    }

    /** Whoever may not be told of the others learns no more from two than from none. */
    private CompletionStage<CustomerId> found(Call call, LookupKind kind, String value) {
        return finder.find(kind, value).thenApply(found -> {
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new BadCall(
                    found.isEmpty() || !TOLD_CANDIDATES.contains(call.caller().role())
                            ? nobody(kind)
                            : Problem.severalMatch(kind.word(), texts(found)));
        });
    }

    private static Problem nobody(LookupKind kind) {
        return new Problem(
                404,
                "profile_not_found",
                "No one customer is meant",
                "No single customer is known by this " + kind.word() + ".");
    }

    private static List<String> texts(List<CustomerId> found) {
        return found.stream().map(CustomerId::toString).toList();
    }
}
