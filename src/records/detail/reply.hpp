#pragma once

#include <optional>

#include "records/detail/edit_run.hpp"
#include "records/detail/repetition.hpp"
#include "records/look.hpp"

namespace amparo::records::detail {

/// What the actor is told of a write: the keys it changed, as far as they may be read. `beside`
/// are the records that are saved in the same step.
RecordAnswer answer_for(const WriteContext& context, const json::Object& before,
                        const store::StoredRecord& record, Look::Beside beside = {});

/// A write that a client may send twice, with the answer to keep for the second time.
struct Once {
    const std::optional<Repetition>& repetition;
    const RecordAnswer& answer;
    Instant now;
};
/// Stores the edit; the earlier answer when the request was a repetition, else nullopt.
Result<std::optional<RecordAnswer>> put_once(store::Transaction& transaction, EditRun& run,
                                             const Once& once);

}  // namespace amparo::records::detail
