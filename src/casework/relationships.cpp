#include "casework/relationships.hpp"

#include <algorithm>
#include <set>

#include "access/field_mask.hpp"
#include "casework/link_list.hpp"
#include "records/derived/values.hpp"
#include "records/look.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::derived::rows;

struct Type {
    std::string_view id;
    std::string_view inverse;
};
constexpr Type duplicate_of{"duplicate_of", "has_duplicate"};
// What every deployment has (case-management.md §3.20).
constexpr Type usual[] = {{"farmer_on", "farm_for"},
                          {"sibling_of", "sibling_of"},
                          {"same_household_as", "same_household_as"},
                          {"caregiver_of", "cared_for_by"},
                          duplicate_of};

std::string inverse_in(const json::Array& types, std::string_view type) {
    for (const auto& element : types) {
        const auto* entry = element.if_object();
        if (entry == nullptr) continue;
        const auto id = json::string_or(*entry, "id");
        const auto inverse = json::string_or(*entry, "inverse_id", id);
        if (id == type) return inverse;
        if (inverse == type) return id;
    }
    return "";
}

std::unexpected<Error> unknown_type() {
    return refuse_field(Errc::invalid, "/data/relationship_type",
                        MessageKey{"errors.links.relationship_type"});
}

json::Object* find_relation(json::Object& data, const RecordId& other, std::string_view type) {
    for (const auto* row : rows(data, relationships_key)) {
        if (json::string_or(*row, "case_id") == other.text() &&
            json::string_or(*row, "relationship_type") == type)
            return row_to_change(data, relationships_key, json::string_or(*row, "unique_id"));
    }
    return nullptr;
}

/// One side of a relation.
struct Side {
    std::string id;
    RecordId other;
    std::string type;
};

void add_side(const Edit& edit, json::Object& data, const Side& side) {
    auto& list = data[relationships_key];
    if (!list.is_array()) list = json::Array();
    list.get_array().emplace_back(json::Object{{"unique_id", side.id},
                                               {"id", side.id},
                                               {"case_id", side.other.text()},
                                               {"relationship_type", side.type},
                                               {"primary", false},
                                               {"disabled", false},
                                               {"created_at", format_instant(edit.now())}});
}

/// Both cases of a relation, open for change.
struct Pair {
    Draft& one;
    Draft& other;
};

/// The relation's id; conflict when it is there and not disabled.
Result<std::string> relate(Edit& edit, const Pair& pair, const Type& type) {
    auto* known = find_relation(pair.one.data(), pair.other.id(), type.id);
    if (known == nullptr) {
        const auto id = Uuid::random(edit.random()).text();
        add_side(edit, pair.one.data(), {id, pair.other.id(), std::string(type.id)});
        add_side(edit, pair.other.data(), {id, pair.one.id(), std::string(type.inverse)});
        return id;
    }
    if (!records::derived::is_true(*known, "disabled"))
        return refuse(Errc::conflict, "errors.links.related_already");
    (*known)["disabled"] = false;
    auto id = json::string_or(*known, "unique_id");
    if (auto* row = row_to_change(pair.other.data(), relationships_key, id))
        (*row)["disabled"] = false;
    return id;
}

/// Summary and preview, by name: what is shown of the case on the other side.
std::string shown_fields(const forms::Definitions& definitions) {
    auto names = access::summary_fields(definitions, "case").fields;
    names.merge(access::preview_fields(definitions, "case").fields);
    const std::set<std::string> sorted(names.begin(), names.end());
    std::string joined;
    for (const auto& name : sorted) joined += (joined.empty() ? "" : ",") + name;
    return joined;
}

/// Nobody learns more of a case they may not read than which one it is.
json::Object hardly_anything(const store::StoredRecord& record) {
    return {{"id", record.id.text()},
            {"enabled", json::bool_or(record.data, "record_state", true)},
            {"last_updated_at", nullptr},
            {"case_id_display", json::string_or(record.data, "case_id_display")},
            {"name", records::hidden_name_mask},
            {"record_in_scope", false}};
}

json::Object to_wire(const records::Look& look, const records::Service& records,
                     const json::Object& row) {
    json::Object out;
    for (const auto* key : {"id", "case_id", "relationship_type", "primary", "disabled"}) {
        const auto* value = row.if_contains(key);
        out[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    const auto other = look.find("case", json::string_or(row, "case_id"));
    if (!other)
        out["data"] =
            json::Object{{"id", out["case_id"]}, {"enabled", false}, {"last_updated_at", nullptr}};
    else if (look.may_read(*other))
        out["data"] = records.show(look.viewer(), *other, shown_fields(look.definitions()));
    else
        out["data"] = hardly_anything(*other);
    return out;
}

/// The relation as it is after the edit.
Result<json::Object> answer(const access::Actor& actor, const records::Service& records,
                            const std::vector<Draft>& drafts, const std::string& id) {
    AMPARO_REQUIRE(!drafts.empty());
    const auto* row = find_row(drafts.front().record.data, relationships_key, id);
    AMPARO_REQUIRE(row != nullptr);
    const records::Look look(records.dependencies(), actor, records.dependencies().definitions());
    return to_wire(look, records, *row);
}

Result<Draft*> open_own(Edit& edit, const RecordId& case_id) {
    return edit.open({.record_type = "case", .id = case_id, .right = "update_case_relationships"});
}

void change_row(json::Object& data, const std::string& id, const RelationshipChange& change) {
    auto* row = row_to_change(data, relationships_key, id);
    if (row == nullptr) return;
    if (change.primary) (*row)["primary"] = *change.primary;
    if (change.disabled) (*row)["disabled"] = *change.disabled;
}

Result<> change_both(Edit& edit, const RelationshipKey& key, const RelationshipChange& change) {
    AMPARO_TRY(auto* draft, open_own(edit, key.case_id));
    const auto* row = find_row(draft->data(), relationships_key, key.id);
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    const auto other_id = RecordId::parse(json::string_or(*row, "case_id"));
    change_row(draft->data(), key.id, change);
    if (!other_id) return {};
    AMPARO_TRY(auto* other,
               edit.open({.record_type = "case", .id = *other_id, .cause = "relation"}));
    change_row(other->data(), key.id, change);
    return {};
}

/// The case that another one was the duplicate of does not list it any more.
Result<> forget_duplicate(Edit& edit, const RecordId& id, const RecordId& duplicate) {
    const auto known = edit.look_at("case", id);
    if (!known && known.error().code == Errc::not_found) return {};
    if (!known) return std::unexpected(known.error());
    if (!names_id(**known, duplicates_key, duplicate.text())) return {};
    AMPARO_TRY(auto* other, edit.open({.record_type = "case", .id = id, .cause = "relation"}));
    remove_id(other->data(), duplicates_key, duplicate.text());
    return {};
}

/// A case that is the duplicate of another one, or of none, says so no longer of the first.
Result<> release_duplicate(Edit& edit, Draft& child_case, const std::string& before) {
    const auto id = RecordId::parse(before);
    if (id) AMPARO_CHECK(forget_duplicate(edit, *id, child_case.id()));
    auto* row = id ? find_relation(child_case.data(), *id, duplicate_of.id) : nullptr;
    if (row == nullptr || records::derived::is_true(*row, "disabled")) return {};
    const RelationshipChange change{.disabled = true};
    AMPARO_TRY(auto* other, edit.open({.record_type = "case", .id = *id, .cause = "relation"}));
    change_row(other->data(), json::string_or(*row, "unique_id"), change);
    (*row)["disabled"] = true;
    return {};
}

std::unexpected<Error> no_such_case() {
    return refuse_field(Errc::invalid, "/duplicate_case_id", MessageKey{"errors.links.no_case"});
}

}  // namespace

std::string inverse_relationship(const forms::Definitions& definitions, std::string_view type) {
    if (const auto* types = json::find_array(definitions.system_settings(), "relationship_types"))
        return inverse_in(*types, type);
    for (const auto& one : usual) {
        if (one.id == type) return std::string(one.inverse);
        if (one.inverse == type) return std::string(one.id);
    }
    return "";
}

Result<json::Object> relate_cases(const access::Actor& actor, records::Service& records,
                                  const RecordId& case_id, const NewRelationship& relationship) {
    std::string id;
    AMPARO_TRY(const auto drafts, records.edit(actor, [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* own, open_own(edit, case_id));
        const auto inverse = inverse_relationship(edit.definitions(), relationship.type);
        if (inverse.empty()) return unknown_type();
        if (relationship.other_case == case_id)
            return refuse_field(Errc::invalid, "/data/case_id",
                                MessageKey{"errors.links.related_to_itself"});
        AMPARO_TRY(
            auto* other,
            edit.open({.record_type = "case", .id = relationship.other_case, .right = "read"}));
        AMPARO_TRY(id, relate(edit, {*own, *other}, {relationship.type, inverse}));
        return {};
    }));
    return answer(actor, records, drafts, id);
}

Result<json::Array> list_relationships(const access::Actor& actor, const records::Service& records,
                                       const RecordId& case_id, const std::string& type) {
    AMPARO_TRY(const auto child_case,
               records.read_for(actor, "case", case_id, "view_case_relationships"));
    const auto definitions = records.dependencies().definitions();
    if (!type.empty() && inverse_relationship(*definitions, type).empty())
        return refuse_field(Errc::invalid, "relationship_type",
                            MessageKey{"errors.links.relationship_type"});
    const records::Look look(records.dependencies(), actor, definitions);
    json::Array list;
    auto all = rows(child_case.data, relationships_key);
    std::ranges::reverse(all);
    for (const auto* row : all) {
        if (type.empty() || json::string_or(*row, "relationship_type") == type)
            list.emplace_back(to_wire(look, records, *row));
    }
    return list;
}

Result<json::Object> change_relationship(const access::Actor& actor, records::Service& records,
                                         const RelationshipKey& key,
                                         const RelationshipChange& change) {
    AMPARO_TRY(const auto drafts,
               records.edit(actor, [&](Edit& edit) { return change_both(edit, key, change); }));
    return answer(actor, records, drafts, key.id);
}

Result<> relate_duplicates(Edit& edit, Draft& child_case) {
    constexpr std::string_view key = "duplicate_case_id";
    if (!records::derived::is_changed(child_case.before, child_case.data(), key)) return {};
    AMPARO_CHECK(release_duplicate(edit, child_case, json::string_or(child_case.before, key)));
    const auto named = json::string_or(child_case.data(), key);
    if (named.empty()) return {};
    const auto id = RecordId::parse(named);
    if (!id || *id == child_case.id()) return no_such_case();
    const auto other = edit.open({.record_type = "case", .id = *id, .right = "read"});
    if (!other && other.error().code == Errc::not_found) return no_such_case();
    if (!other) return std::unexpected(other.error());
    add_id((*other)->data(), duplicates_key, child_case.id().text());
    const auto* known = find_relation(child_case.data(), *id, duplicate_of.id);
    if (known != nullptr && !records::derived::is_true(*known, "disabled")) return {};
    AMPARO_CHECK(relate(edit, {child_case, **other}, duplicate_of));
    return {};
}

}  // namespace amparo::casework
