#include "records/detail/reply.hpp"

#include "records/beholder.hpp"
#include "records/representation.hpp"

namespace amparo::records::detail {

RecordAnswer answer_for(const WriteContext& context, const json::Object& before,
                        const store::StoredRecord& record, Look::Beside beside) {
    const auto readable = readable_of(context.on, context.actor, context.definitions, record);
    const Look look(context.on, context.actor, context.definitions, std::move(beside));
    const View view{.actor = context.actor,
                    .definitions = *context.definitions,
                    .readable = *readable,
                    .fields = {},
                    .look = &look};
    return {.id = record.id,
            .revision = record.revision,
            .data = represent_changes(before, record, view)};
}

Result<std::optional<RecordAnswer>> put_once(store::Transaction& transaction, EditRun& run,
                                             const Once& once) {
    AMPARO_TRY(auto repeated, find_repetition(transaction, once.repetition));
    if (repeated) return repeated;
    AMPARO_CHECK(run.put(transaction));
    AMPARO_CHECK(keep_repetition(transaction, once.repetition, once.answer, once.now));
    return std::optional<RecordAnswer>();
}

}  // namespace amparo::records::detail
