#include "casework/families/links.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "casework/families/members.hpp"
#include "casework/link_list.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::derived::is_changed;
using records::derived::rows;

std::unexpected<Error> no_such_family() {
    return refuse_field(Errc::invalid, "/family_id", MessageKey{"errors.links.no_family"});
}

void set_or_erase(json::Object& data, std::string_view key, const json::Value* value) {
    if (value == nullptr || value->is_null())
        data.erase(key);
    else
        data[key] = *value;
}

void forget_case(json::Object& member) {
    member.erase("case_id");
    member.erase("case_id_display");
}

/// The members of a family that are about the case.
bool names_case(const json::Object& family, const RecordId& case_id) {
    return std::ranges::any_of(rows(family, members_key), [&](const auto* member) {
        return json::string_or(*member, "case_id") == case_id.text();
    });
}

Result<Draft*> open_family(Edit& edit, const RecordId& id) {
    return edit.open({.record_type = "family", .id = id, .cause = "link_family"});
}

/// Whether the actor may put a case into the family: it is in their scope, they may choose any
/// family, or a case they may read is in it already.
Result<bool> may_join(Edit& edit, const Draft& family) {
    const auto& actor = edit.actor();
    if (actor.is_system() || family.is_new) return true;
    if (access::may(actor, "read", "family", family.before)) return true;
    if (access::may(actor, "case_from_family", "family", family.before)) return true;
    if (actor.holds("family", "search_and_select_family_record")) return true;
    for (const auto* member : rows(family.before, members_key)) {
        const auto id = RecordId::parse(json::string_or(*member, "case_id"));
        if (!id) continue;
        const auto linked = edit.look_at("case", *id);
        if (linked && access::may(actor, "read", "case", **linked)) return true;
    }
    return false;
}

/// Members that this case no longer is about lose it.
void release_members(json::Object& family, const RecordId& case_id, std::string_view keep) {
    std::vector<std::string> released;
    for (const auto* member : rows(family, members_key)) {
        const auto unique_id = json::string_or(*member, "unique_id");
        const bool is_about = json::string_or(*member, "case_id") == case_id.text();
        if (is_about && unique_id != keep) released.push_back(unique_id);
    }
    for (const auto& unique_id : released)
        forget_case(*row_to_change(family, members_key, unique_id));
}

/// Whether the child of a case that goes keeps its place by the case it is the duplicate of.
bool is_there_twice(const json::Object& family, const json::Object& child_case) {
    const auto survivor = RecordId::parse(json::string_or(child_case, "duplicate_case_id"));
    return json::string_or(child_case, "status") == "duplicate" && survivor &&
           names_case(family, *survivor);
}

/// One child is one member: the one of the duplicate goes.
void remove_members(json::Object& family, const RecordId& case_id) {
    auto& members = family[members_key].as_array();
    json::Array kept;
    for (auto& element : members) {
        const auto* member = element.if_object();
        const bool is_about =
            member != nullptr && json::string_or(*member, "case_id") == case_id.text();
        if (!is_about) kept.push_back(std::move(element));
    }
    members = std::move(kept);
}

/// Takes from the row what the case of the member masks: nobody could tell any more whom it masks.
Result<> drop_masked(Edit& edit, json::Object& row) {
    const auto id = RecordId::parse(json::string_or(row, "case_id"));
    if (!id) return {};
    const auto linked = edit.look_at("case", *id);
    if (!linked && linked.error().code == Errc::not_found) return {};
    if (!linked) return std::unexpected(linked.error());
    const auto module_id = json::string_or(**linked, "module_id");
    if (!records::is_protected(**linked)) return {};
    for (auto at = row.size(); at-- > 0;) {
        const auto source = source_on_case((row.begin() + at)->key());
        if (!source.empty() &&
            records::may_be_masked(edit.definitions(), {"case", source}, module_id))
            row.erase(row.begin() + at);
    }
    return {};
}

/// What the case itself said of its relatives stays with it when it leaves, with their names.
Result<> keep_relatives(Edit& edit, const json::Object& family, json::Object& child_case) {
    json::Array kept;
    for (const auto* local : rows(child_case, details_section)) {
        const auto* member = find_row(family, members_key, json::string_or(*local, "unique_id"));
        if (member == nullptr || local->size() < 2) continue;
        auto row = shown_row(*member, local);
        AMPARO_CHECK(drop_masked(edit, row));
        forget_case(row);
        kept.emplace_back(std::move(row));
    }
    child_case[details_section] = std::move(kept);
    return {};
}

Result<> leave_family(Edit& edit, Draft& child_case, const RecordId& family_id) {
    AMPARO_TRY(const auto* known, edit.look_at("family", family_id));
    if (!names_case(*known, child_case.id())) return {};
    AMPARO_TRY(auto* family, open_family(edit, family_id));
    auto& data = child_case.data();
    if (json::string_or(data, family_key).empty())
        AMPARO_CHECK(keep_relatives(edit, family->data(), data));
    else
        data.erase(details_section);
    if (is_there_twice(family->data(), data))
        remove_members(family->data(), child_case.id());
    else
        release_members(family->data(), child_case.id(), "");
    data.erase("family_id_display");
    if (!is_changed(child_case.before, data, member_key)) data.erase(member_key);
    child_case.shown.erase(details_section);
    return {};
}

json::Array& members_of(json::Object& family) {
    auto& members = family[members_key];
    if (!members.is_array()) members = json::Array();
    return members.get_array();
}

/// The rows of the case go apart: what is shared to the members, the rest stays.
void split_rows(json::Object& child_case, json::Object& family) {
    json::Array local;
    for (const auto* row : rows(child_case, details_section)) {
        const auto unique_id = json::string_or(*row, "unique_id");
        if (auto* member = row_to_change(family, members_key, unique_id))
            take_shared_part(*row, *member);
        else if (has_shared_part(*row))
            members_of(family).emplace_back(member_of_row(*row));
        local.emplace_back(local_part(*row));
    }
    if (child_case.contains(details_section)) child_case[details_section] = std::move(local);
}

/// A relative that was taken away from the case leaves the family, unless it has a case itself.
void drop_removed(const Draft& child_case, json::Object& family) {
    json::Array kept;
    for (auto& element : members_of(family)) {
        const auto* member = element.if_object();
        const auto unique_id = member == nullptr ? "" : json::string_or(*member, "unique_id");
        const bool was_shown = find_row(child_case.shown, details_section, unique_id) != nullptr;
        const bool is_sent = find_row(child_case.data(), details_section, unique_id) != nullptr;
        const bool has_case = member != nullptr && !json::string_or(*member, "case_id").empty();
        if (was_shown && !is_sent && !has_case) continue;
        kept.push_back(std::move(element));
    }
    family[members_key] = std::move(kept);
}

/// Global fields of the request go to the family; the case keeps what it had before.
void pass_global_fields(Draft& child_case, json::Object& family) {
    for (const auto key : global_family_fields) {
        if (!child_case.shown.contains(key)) continue;
        if (is_changed(child_case.shown, child_case.data(), key))
            set_or_erase(family, key, child_case.data().if_contains(key));
        set_or_erase(child_case.data(), key, child_case.before.if_contains(key));
        child_case.shown.erase(key);
    }
}

/// The member that the case is about, made when none is named. not_found, conflict.
Result<json::Object*> own_member(const Edit& edit, Draft& child_case, json::Object& family) {
    auto& data = child_case.data();
    const auto named = json::string_or(data, member_key);
    if (named.empty()) {
        auto member = member_of_case(data, edit.random());
        data[member_key] = json::string_or(member, "unique_id");
        members_of(family).emplace_back(std::move(member));
    }
    auto* member = row_to_change(family, members_key, json::string_or(data, member_key));
    if (member == nullptr)
        return refuse_field(Errc::not_found, "/family_member_id", MessageKey{"errors.not_found"});
    const auto linked = json::string_or(*member, "case_id");
    if (!linked.empty() && linked != child_case.id().text())
        return refuse_field(Errc::conflict, "/family_member_id",
                            MessageKey{"errors.links.member_has_case"});
    return member;
}

/// Everything a save of a linked case may have to do with its family.
Result<> settle_in(Edit& edit, Draft& child_case, const RecordId& family_id) {
    const bool is_joining = is_changed(child_case.before, child_case.data(), family_key);
    AMPARO_TRY(auto* family, open_family(edit, family_id));
    if (is_joining) {
        AMPARO_TRY(const auto is_allowed, may_join(edit, *family));
        if (!is_allowed)
            return refuse_field(Errc::forbidden, "/family_id", MessageKey{"errors.forbidden"});
    }
    auto& family_data = family->data();
    const bool has_new_rows = child_case.shown.contains(details_section);
    if (has_new_rows) drop_removed(child_case, family_data);
    if (has_new_rows || is_joining) split_rows(child_case.data(), family_data);
    child_case.shown.erase(details_section);
    pass_global_fields(child_case, family_data);
    AMPARO_TRY(auto* member, own_member(edit, child_case, family_data));
    (*member)["case_id"] = child_case.id().text();
    (*member)["case_id_display"] = json::string_or(child_case.data(), "case_id_display");
    release_members(family_data, child_case.id(), json::string_or(*member, "unique_id"));
    set_or_erase(child_case.data(), "family_id_display",
                 family_data.if_contains("family_id_display"));
    set_or_erase(child_case.data(), "family_number", family_data.if_contains("family_number"));
    return {};
}

/// Whether this save of a linked case is anything to its family.
bool concerns_family(const Draft& child_case, const json::Object& family) {
    const auto& data = child_case.data();
    const auto* member = find_row(family, members_key, json::string_or(data, member_key));
    const bool is_linked =
        member != nullptr && json::string_or(*member, "case_id") == child_case.id().text();
    const bool is_shown = std::ranges::any_of(
        global_family_fields, [&](auto key) { return child_case.shown.contains(key); });
    return !is_linked || is_shown || child_case.shown.contains(details_section);
}

/// The owners of the linked cases, each once.
Result<json::Array> owners_of(Edit& edit, const json::Object& family) {
    json::Array owners;
    for (const auto* member : rows(family, members_key)) {
        const auto id = RecordId::parse(json::string_or(*member, "case_id"));
        if (!id) continue;
        const auto linked = edit.look_at("case", *id);
        if (!linked && linked.error().code == Errc::not_found) continue;
        if (!linked) return std::unexpected(linked.error());
        const auto owner = json::string_or(**linked, "owned_by");
        if (!owner.empty()) records::derived::append_distinct(owners, json::Value(owner));
    }
    return owners;
}

/// Whether the member has a case, unless that has just left the family.
bool is_still_linked(Edit& edit, const Draft& family, const json::Object& member) {
    const auto named = json::string_or(member, "case_id");
    const auto id = RecordId::parse(named);
    if (!id) return !named.empty();
    const auto linked = edit.look_at("case", *id);
    if (!linked) return true;
    return json::string_or(**linked, family_key) == family.id().text();
}

/// The number of the family stands on its cases too, so that they are found by it.
Result<> restamp_number(Edit& edit, const Draft& family) {
    if (family.is_new || !is_changed(family.before, family.data(), "family_number")) return {};
    for (const auto* member : rows(family.data(), members_key)) {
        const auto id = RecordId::parse(json::string_or(*member, "case_id"));
        if (!id) continue;
        const auto known = edit.look_at("case", *id);
        if (!known || !is_changed(**known, family.data(), "family_number")) continue;
        AMPARO_TRY(auto* child_case, edit.open({.record_type = "case",
                                                .id = *id,
                                                .cause = "family_number",
                                                .stamp = records::Stamp::by_system}));
        set_or_erase(child_case->data(), "family_number",
                     family.data().if_contains("family_number"));
    }
    return {};
}

/// Masks what the row says of a child whose case masks it.
void mask_as_case(const forms::Definitions& definitions, const store::StoredRecord& child_case,
                  json::Object& row) {
    for (auto& [key, value] : row) {
        const auto source = source_on_case(key);
        if (!source.empty() && records::is_masked(definitions, child_case, source))
            value = records::masked(value);
    }
}

/// What the viewer may see of a member that has a case: not what that masks.
void cut_to_viewer(const records::Look& look, json::Object& row) {
    const auto id = json::string_or(row, "case_id");
    if (id.empty() || look.viewer().is_system()) return;
    const auto linked = look.find("case", id);
    row["can_read_record"] = linked != nullptr && look.may_read(*linked);
    if (linked != nullptr) mask_as_case(look.definitions(), *linked, row);
}

json::Array relatives(const records::Look& look, const store::StoredRecord& child_case,
                      const json::Object& family) {
    const auto own = json::string_or(child_case.data, member_key);
    json::Array list;
    for (const auto* member : rows(family, members_key)) {
        const auto unique_id = json::string_or(*member, "unique_id");
        if (unique_id == own) continue;
        auto row = shown_row(*member, find_row(child_case.data, details_section, unique_id));
        cut_to_viewer(look, row);
        list.emplace_back(std::move(row));
    }
    return list;
}

json::Object give_family(const records::Look& look, const store::StoredRecord& child_case) {
    const auto id = json::string_or(child_case.data, family_key);
    const auto family = id.empty() ? nullptr : look.find("family", id);
    if (!family) return {};
    json::Object given;
    for (const auto key : {"family_number", "family_size", "family_notes", "family_name"}) {
        const auto value = json::value_or_null(family->data, key);
        const bool is_hidden =
            !look.viewer().is_system() && records::is_masked(look.definitions(), *family, key);
        given[key] = is_hidden ? records::masked(value) : value;
    }
    given[details_section] = relatives(look, child_case, family->data);
    return given;
}

json::Object give_members(const records::Look& look, const store::StoredRecord& family) {
    if (look.viewer().is_system()) return {};
    json::Array list;
    for (const auto* member : rows(family.data, members_key)) {
        auto row = *member;
        cut_to_viewer(look, row);
        list.emplace_back(std::move(row));
    }
    return {{members_key, std::move(list)}};
}

/// Rows of old, as the cases of the children in them are masked now: those that a row names itself,
/// and those that one of the families knows of the member.
json::Value covered_rows(const records::Look& look,
                         const std::vector<const json::Object*>& families,
                         const json::Value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) return value;
    auto covered = *list;
    for (auto& element : covered) {
        auto* row = element.if_object();
        if (row == nullptr) continue;
        std::vector<std::string> cases{json::string_or(*row, "case_id")};
        for (const auto* family : families) {
            const auto* member = find_row(*family, members_key, json::string_or(*row, "unique_id"));
            if (member != nullptr) cases.push_back(json::string_or(*member, "case_id"));
        }
        for (const auto& id : cases) {
            const auto linked = id.empty() ? nullptr : look.find("case", id);
            if (linked != nullptr) mask_as_case(look.definitions(), *linked, *row);
        }
    }
    return covered;
}

/// A case told of its relatives before it had a family, too.
json::Value cover_relatives(const records::Look& look, const records::Told& told) {
    std::vector<records::Look::Pointer> kept;
    std::vector<const json::Object*> families;
    for (const auto& id : told.ever) {
        auto family = look.find("family", id);
        if (family == nullptr) continue;
        families.push_back(&family->data);
        kept.push_back(std::move(family));
    }
    return covered_rows(look, families, told.value);
}

json::Value cover_members(const records::Look& look, const records::Told& told) {
    return covered_rows(look, {&told.record.data}, told.value);
}

constexpr std::array<std::string_view, 5> given_to_case{
    "family_number", "family_size", "family_notes", "family_name", details_section};
constexpr std::array given_to_family{members_key};

}  // namespace

const records::Glance family_of_case{"family_of_case", "case", "family", given_to_case,
                                     give_family};
const records::Glance cases_of_family{"cases_of_family", "family", "case", given_to_family,
                                      give_members};

const records::Veil relatives_in_history{"case", details_section, family_key, cover_relatives};
const records::Veil members_in_history{"family", members_key, "", cover_members};

Result<> link_family(Edit& edit, Draft& child_case) {
    auto& data = child_case.data();
    const auto before = RecordId::parse(json::string_or(child_case.before, family_key));
    const bool has_moved = is_changed(child_case.before, data, family_key);
    if (has_moved && before) AMPARO_CHECK(leave_family(edit, child_case, *before));
    const auto named = json::string_or(data, family_key);
    if (named.empty()) return {};
    const auto id = RecordId::parse(named);
    if (!id) return no_such_family();
    const auto known = edit.look_at("family", *id);
    if (!known && known.error().code == Errc::not_found) return no_such_family();
    if (!known) return std::unexpected(known.error());
    if (concerns_family(child_case, **known)) return settle_in(edit, child_case, *id);
    if (!is_changed(child_case.before, data, "owned_by")) return {};
    AMPARO_CHECK(edit.open({.record_type = "family",
                            .id = *id,
                            .cause = "owner_of_case",
                            .stamp = records::Stamp::by_system}));
    return {};
}

Result<> share_family(Edit& edit, Draft& family) {
    for (const auto* member : rows(family.before, members_key)) {
        const auto unique_id = json::string_or(*member, "unique_id");
        if (find_row(family.data(), members_key, unique_id) != nullptr) continue;
        if (is_still_linked(edit, family, *member))
            return refuse_field(Errc::invalid, "/family_members",
                                MessageKey{"errors.links.member_has_case"});
    }
    AMPARO_TRY(auto owners, owners_of(edit, family.data()));
    if (!owners.empty() || family.data().contains("assigned_user_names"))
        family.data()["assigned_user_names"] = std::move(owners);
    return restamp_number(edit, family);
}

}  // namespace amparo::casework
