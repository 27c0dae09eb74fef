#include "casework/families/families.hpp"

#include <optional>

#include "casework/families/members.hpp"
#include "casework/link_list.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;

std::unexpected<Error> no_such_member(const char* field) {
    return refuse_field(Errc::not_found, field, MessageKey{"errors.not_found"});
}

/// A new case of the actor for a member of the family.
struct Plan {
    std::string module_id;
    std::string family_id;
    std::string member_id;
};

Result<RecordId> add_case(Edit& edit, const json::Object& member, const Plan& plan) {
    if (!json::string_or(member, "case_id").empty())
        return refuse(Errc::conflict, "errors.links.member_has_case");
    auto data = case_of_member(member);
    data["module_id"] = plan.module_id;
    data["family_id"] = plan.family_id;
    data["family_member_id"] = plan.member_id;
    AMPARO_TRY(const auto* draft, edit.add("case", std::move(data)));
    return draft->id();
}

/// A family made of what a case knows of it; the rule of links makes its members.
Result<std::string> found_family(Edit& edit, json::Object& child_case) {
    json::Object data{{"module_id", json::string_or(child_case, "module_id")}};
    for (const auto key : global_family_fields) {
        const auto* value = child_case.if_contains(key);
        if (!json::is_blank(value)) data[key] = *value;
    }
    AMPARO_TRY(const auto* family, edit.add("family", std::move(data)));
    child_case["family_id"] = family->id().text();
    return family->id().text();
}

Result<RecordId> add_relative(Edit& edit, const RecordId& case_id, const std::string& detail_id) {
    AMPARO_TRY(auto* draft,
               edit.open({.record_type = "case", .id = case_id, .right = "case_from_family"}));
    const Plan plan{.module_id = json::string_or(draft->data(), "module_id"),
                    .family_id = json::string_or(draft->data(), "family_id"),
                    .member_id = detail_id};
    if (const auto family_id = RecordId::parse(plan.family_id)) {
        AMPARO_TRY(const auto* family, edit.look_at("family", *family_id));
        const auto* member = find_row(*family, members_key, detail_id);
        if (member == nullptr) return no_such_member("/data/family_detail_id");
        return add_case(edit, json::Object(*member), plan);
    }
    const auto* row = find_row(draft->data(), details_section, detail_id);
    if (row == nullptr) return no_such_member("/data/family_detail_id");
    const auto member = member_of_row(*row);
    AMPARO_TRY(auto family_id, found_family(edit, draft->data()));
    return add_case(edit, member, {plan.module_id, std::move(family_id), detail_id});
}

Result<RecordId> add_member(Edit& edit, const RecordId& family_id, const std::string& member_id) {
    AMPARO_TRY(auto* family,
               edit.open({.record_type = "family", .id = family_id, .right = "case_from_family"}));
    const auto* member = find_row(family->data(), members_key, member_id);
    if (member == nullptr) return no_such_member("/data/family_member_id");
    return add_case(edit, json::Object(*member),
                    {.module_id = json::string_or(family->data(), "module_id"),
                     .family_id = family_id.text(),
                     .member_id = member_id});
}

const Draft* draft_of(const std::vector<Draft>& drafts, const RecordId& id) {
    for (const auto& draft : drafts) {
        if (draft.id() == id) return &draft;
    }
    return nullptr;
}

json::Value value_of(const json::Object& data, std::string_view key) {
    const auto* value = data.if_contains(key);
    return value == nullptr ? json::Value(nullptr) : *value;
}

/// What is told of the new case to whoever made it.
json::Object created(const Draft& draft) {
    return {{"id", draft.id().text()},
            {"case_id_display", value_of(draft.data(), "case_id_display")},
            {"family_member_id", value_of(draft.data(), "family_member_id")}};
}

/// Does the work; gives the drafts, and which of them is the new case.
template <class Step>
Result<std::pair<std::vector<Draft>, RecordId>> make(const access::Actor& actor,
                                                     records::Service& records, const Step& step) {
    std::optional<RecordId> made;
    AMPARO_TRY(auto drafts, records.edit(actor, [&](Edit& edit) -> Result<> {
        auto id = step(edit);
        if (!id) return std::unexpected(id.error());
        made = *id;
        return {};
    }));
    return std::pair(std::move(drafts), *made);
}

}  // namespace

Result<json::Object> create_case_from_detail(const access::Actor& actor, records::Service& records,
                                             const RecordId& case_id,
                                             const std::string& detail_id) {
    AMPARO_CHECK(records.read_for(actor, "case", case_id, "read"));
    AMPARO_TRY(const auto made, make(actor, records, [&](Edit& edit) {
                   return add_relative(edit, case_id, detail_id);
               }));
    const auto* child = draft_of(made.first, made.second);
    const auto* source = draft_of(made.first, case_id);
    AMPARO_REQUIRE(child != nullptr && source != nullptr);
    auto answer = records.show(actor, source->record,
                               "family_id,family_member_id,family_number,family_size,"
                               "family_notes,family_details_section");
    answer.erase("enabled");
    answer.erase("last_updated_at");
    answer["record"] = created(*child);
    return answer;
}

Result<json::Object> create_case_from_member(const access::Actor& actor, records::Service& records,
                                             const RecordId& family_id,
                                             const std::string& member_id) {
    AMPARO_TRY(const auto made, make(actor, records, [&](Edit& edit) {
                   return add_member(edit, family_id, member_id);
               }));
    const auto* child = draft_of(made.first, made.second);
    const auto* family = draft_of(made.first, family_id);
    AMPARO_REQUIRE(child != nullptr && family != nullptr);
    auto answer = records.show(actor, family->record, "family_members");
    answer.erase("enabled");
    answer.erase("last_updated_at");
    answer["record"] = created(*child);
    return answer;
}

}  // namespace amparo::casework
