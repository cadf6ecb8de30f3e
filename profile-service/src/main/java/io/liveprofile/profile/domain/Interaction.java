package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.CustomerId.Namespace;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.util.Optional;

/**
 * One thing a customer did, as a producer told it.
 *
 * @param messageId the same for every delivery of the same interaction
 * @param name what was done, in the contract's word for it
 * @param schemaVersion of the schema that its fields were read by; 0 where no schema knows the name
 * @param atMillis when it was done: a function of the record alone
 * @param receivedAtMillis when the broker took it, by the broker's clock
 * @param source the id it came under, which stays when it is handed to another profile
 * @param beside the anonymous id that a record of a known customer carried as well
 * @param origin absent for what entered by the API
 * @param fields clear where a schema says so, sealed otherwise
 */
public record Interaction(
        String messageId,
        String name,
        int schemaVersion,
        long atMillis,
        boolean futureSetBack,
        long receivedAtMillis,
        CustomerId source,
        Optional<CustomerId> beside,
        Optional<Origin> origin,
        Fields fields) {

    /** The part of the identity that dedupe keeps. */
    public long idHash() {
        return Hash64.of(messageId);
    }

    /** The anonymous id that a known customer is seen with: beside the own one, or as what an alias says they were before. */
    Optional<CustomerId> metAnonymous() {
        return beside.or(this::aliased);
    }

    private Optional<CustomerId> aliased() {
        return name.equals("alias")
                        && source.namespace() == Namespace.USER_ID
                        && fields.get("previousId").orElse(null) instanceof Value.Text(var previous)
                        && CustomerId.problem(previous).isEmpty()
                        && !previous.equals(source.value())
                ? Optional.of(CustomerId.anonymous(previous))
                : Optional.empty();
    }
}
