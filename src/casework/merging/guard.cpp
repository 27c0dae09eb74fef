#include "casework/merging/guard.hpp"

#include <algorithm>

#include "casework/merging/journal.hpp"
#include "records/derived/values.hpp"
#include "records/difference.hpp"

namespace amparo::casework {

Result<> keep_merged_case(records::Edit& /*edit*/, records::Draft& child_case) {
    const auto& data = child_case.data();
    if (!merging::is_merged_away(child_case.before) || !merging::is_merged_away(data)) return {};
    for (const auto* key : {"status", "duplicate_case_id"}) {
        if (records::derived::is_changed(child_case.before, data, key))
            return refuse_field(Errc::conflict, key, MessageKey{"errors.merge.undo_first"});
    }
    if (!child_case.is_form_save) return {};
    const auto changes = records::difference(child_case.before, data);
    const bool writes = std::ranges::any_of(
        changes, [](const auto& change) { return change.key() != "record_state"; });
    if (writes) return refuse_field(Errc::conflict, "base", MessageKey{"errors.merge.read_only"});
    return {};
}

}  // namespace amparo::casework
