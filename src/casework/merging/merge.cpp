#include "casework/merging/merge.hpp"

#include "casework/approvals.hpp"
#include "casework/merging/choices.hpp"
#include "casework/merging/journal.hpp"
#include "casework/merging/moves.hpp"
#include "casework/merging/opening.hpp"

namespace amparo::casework {
namespace {

using merging::OpenPair;
using records::Draft;
using records::Edit;

Result<> check_revisions(const OpenPair& pair, const MergeInput& input) {
    const auto changed = [](const char* field) {
        return refuse_field(Errc::conflict, field, MessageKey{"errors.merge.changed"});
    };
    if (pair.survivor.record.revision != input.revision) return changed("/data/revision");
    if (pair.other.record.revision != input.other_revision) return changed("/data/other_revision");
    return {};
}

Result<> check_obstacles(const OpenPair& pair, const MergePair& ids) {
    std::vector<Problem> problems;
    for (const auto& one : merging::obstacles(ids, pair.survivor.data(), pair.other.data()))
        problems.push_back({std::string(one.side), MessageKey{one.why}});
    if (problems.empty()) return {};
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.merge.obstacles",
                                 .problems = std::move(problems)});
}

void put_answers(json::Object& data, json::Object answers) {
    for (auto& [key, value] : answers) {
        if (value.is_null())
            data.erase(key);
        else
            data[key] = std::move(value);
    }
}

void mark_as_duplicate(Draft& other, const RecordId& survivor) {
    other.data()["status"] = "duplicate";
    other.data()["duplicate_case_id"] = survivor.text();
}

/// One try of a merge.
Result<> merge_in(Edit& edit, const records::Service& records, const MergeInput& input) {
    AMPARO_TRY(const auto pair, merging::open_pair(edit, input.pair, "merge"));
    AMPARO_CHECK(check_revisions(pair, input));
    AMPARO_CHECK(check_obstacles(pair, input.pair));
    const auto moved =
        merging::to_wire(merging::count_moves(input.pair, pair.survivor.data(), pair.other.data()));
    const store::StoredRecord survivor = pair.survivor.record;
    const store::StoredRecord other = pair.other.record;
    const merging::Sides sides{.actor = edit.actor(),
                               .on = records.dependencies(),
                               .definitions = records.dependencies().definitions(),
                               .survivor = survivor,
                               .other = other};
    AMPARO_TRY(auto answers,
               merging::chosen_answers(sides, input.choices, edit.today(), edit.random()));
    put_answers(pair.survivor.data(), std::move(answers));
    AMPARO_CHECK(check_approved_forms(edit, pair.survivor));
    AMPARO_TRY(const auto drafts, merging::move_links(edit, pair));
    mark_as_duplicate(pair.other, input.pair.survivor);
    merging::note_merge(edit, input.pair, drafts, moved);
    return {};
}

}  // namespace

Result<json::Object> merge_cases(const access::Actor& actor, records::Service& records,
                                 const MergeInput& input) {
    AMPARO_CHECK(merging::check_type_rights(actor));
    return records.edit_once(
        actor, [&](Edit& edit) { return merge_in(edit, records, input); },
        [&](const std::vector<Draft>& drafts) { return merging::answer(drafts, input.pair); },
        input.repetition);
}

}  // namespace amparo::casework
