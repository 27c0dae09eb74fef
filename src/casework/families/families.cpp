#include "casework/families/families.hpp"

#include "base/json.hpp"
#include "casework/families/members.hpp"
#include "casework/link_list.hpp"
#include "records/composition.hpp"
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

Result<> add_case(Edit& edit, const json::Object& member, const Plan& plan) {
    if (!json::string_or(member, "case_id").empty())
        return refuse(Errc::conflict, "errors.links.member_has_case");
    auto data = case_of_member(member, records::composition_of(edit.definitions(), "name"));
    data["module_id"] = plan.module_id;
    data["family_id"] = plan.family_id;
    data["family_member_id"] = plan.member_id;
    AMPARO_CHECK(edit.add("case", std::move(data)));
    return {};
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

Result<> add_relative(Edit& edit, const RecordId& case_id, const std::string& detail_id) {
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

Result<> add_member(Edit& edit, const RecordId& family_id, const std::string& member_id) {
    AMPARO_TRY(auto* family,
               edit.open({.record_type = "family", .id = family_id, .right = "case_from_family"}));
    const auto* member = find_row(family->data(), members_key, member_id);
    if (member == nullptr) return no_such_member("/data/family_member_id");
    return add_case(edit, json::Object(*member),
                    {.module_id = json::string_or(family->data(), "module_id"),
                     .family_id = family_id.text(),
                     .member_id = member_id});
}

/// The drafts of the step by what they are.
struct Made {
    const Draft* source = nullptr;
    const Draft* child = nullptr;  // the new case
    records::Look::Beside all = {};
};
Made made_of(const std::vector<Draft>& drafts, const RecordId& source) {
    Made made;
    for (const auto& draft : drafts) {
        if (draft.id() == source) made.source = &draft;
        if (draft.is_new && draft.type() == "case") made.child = &draft;
        made.all.push_back(&draft.record);
    }
    AMPARO_REQUIRE(made.source != nullptr && made.child != nullptr);
    return made;
}

/// What is told of the new case to whoever made it.
json::Object created(const Draft& draft) {
    return {{"id", draft.id().text()},
            {"case_id_display", json::value_or_null(draft.data(), "case_id_display")},
            {"family_member_id", json::value_or_null(draft.data(), "family_member_id")}};
}

/// What is done, and which keys are told.
struct Work {
    records::EditStep step;
    std::string_view shown;  // of the record it began with
};
// Both rights on the type come before any look-up (records.md F24).
Result<> check_right(const access::Actor& actor, std::string_view record_type) {
    if (actor.can(record_type, "case_from_family")) return {};
    return refuse(Errc::forbidden, "errors.forbidden");
}

Result<json::Object> make(const access::Actor& actor, records::Service& records,
                          const Relative& relative, const Work& work) {
    return records.edit_once(
        actor, work.step,
        [&](const std::vector<Draft>& drafts) {
            const auto made = made_of(drafts, relative.record);
            auto answer = records.show(actor, made.source->record, work.shown, made.all);
            answer.erase("enabled");
            answer.erase("last_updated_at");
            answer["record"] = created(*made.child);
            return answer;
        },
        relative.repetition);
}

}  // namespace

Result<json::Object> create_case_from_detail(const access::Actor& actor, records::Service& records,
                                             const Relative& relative) {
    AMPARO_CHECK(check_right(actor, "case"));
    AMPARO_CHECK(records.read_for(actor, "case", relative.record, "read"));
    return make(
        actor, records, relative,
        {.step =
             [&](Edit& edit) { return add_relative(edit, relative.record, relative.unique_id); },
         .shown = "family_id,family_member_id,family_number,family_size,family_notes,"
                  "family_details_section"});
}

Result<json::Object> create_case_from_member(const access::Actor& actor, records::Service& records,
                                             const Relative& relative) {
    AMPARO_CHECK(check_right(actor, "family"));
    AMPARO_CHECK(records.read_for(actor, "family", relative.record, "read"));
    return make(
        actor, records, relative,
        {.step = [&](Edit& edit) { return add_member(edit, relative.record, relative.unique_id); },
         .shown = "family_members"});
}

}  // namespace amparo::casework
