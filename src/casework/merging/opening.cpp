#include "casework/merging/opening.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "casework/merging/journal.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework::merging {
namespace {

constexpr std::string_view cause = "case_merge";

/// Whether the case would be in the actor's hands without any referral or offer: who only helps
/// with it does not join it with another one.
bool is_their_own(const access::Actor& actor, const json::Object& data) {
    const json::Object owned{
        {"owned_by", json::string_or(data, "owned_by")},
        {"associated_user_names", json::Array{json::Value(json::string_or(data, "owned_by"))}},
        {"associated_user_groups", json::to_array(json::string_list(data, "owned_by_groups"))},
        {"associated_user_agencies",
         json::Array{json::Value(json::string_or(data, "owned_by_agency_id"))}}};
    return access::may(actor, "write", "case", owned);
}

const records::Draft& draft_of(const std::vector<records::Draft>& drafts, const RecordId& id) {
    const auto found =
        std::ranges::find_if(drafts, [&](const auto& draft) { return draft.record.id == id; });
    AMPARO_REQUIRE(found != drafts.end());
    return *found;
}

}  // namespace

Result<> check_type_rights(const access::Actor& actor) {
    if (!actor.can("case", "write") || !actor.can("duplicate", "read")) return refuse_forbidden();
    return {};
}

Result<> check_record_rights(const access::Actor& actor, const json::Object& survivor,
                             const json::Object& other) {
    if (!is_their_own(actor, survivor) || !is_their_own(actor, other)) return refuse_forbidden();
    const auto status = json::string_or(other, "status", "open");
    const bool may_mark =
        status == "duplicate" || access::may_change_status(actor, "case", status, "duplicate");
    if (!may_mark) return refuse_forbidden();
    return {};
}

Result<OpenPair> open_pair(records::Edit& edit, const MergePair& pair, std::string_view action) {
    if (pair.survivor == pair.other)
        return refuse_field(Errc::invalid, "other_id", MessageKey{"errors.merge.itself"});
    const auto open = [&](const RecordId& id) {
        return edit.open(
            {.record_type = "case", .id = id, .right = "write", .action = action, .cause = cause});
    };
    AMPARO_TRY(auto* other, open(pair.other));
    AMPARO_TRY(auto* survivor, open(pair.survivor));
    AMPARO_CHECK(check_record_rights(edit.actor(), survivor->before, other->before));
    return OpenPair{.survivor = *survivor, .other = *other};
}

json::Object answer(const std::vector<records::Draft>& drafts, const MergePair& pair) {
    const auto& survivor = draft_of(drafts, pair.survivor);
    const auto& other = draft_of(drafts, pair.other);
    json::Object found;
    for (const auto* entry : records::derived::rows(survivor.record.data, merges_key)) {
        if (json::string_or(*entry, "case_id") == pair.other.text()) found = entry_to_wire(*entry);
    }
    found["revision"] = survivor.record.revision;
    found["other_revision"] = other.record.revision;
    return found;
}

}  // namespace amparo::casework::merging
