#include <algorithm>

#include "base/json.hpp"
#include "casework/merging/comparison.hpp"
#include "casework/merging/journal.hpp"
#include "casework/merging/merge.hpp"
#include "casework/merging/moves.hpp"
#include "casework/merging/opening.hpp"
#include "casework/relationships.hpp"
#include "forms/partial_date.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/look.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

using merging::ComparedField;
using merging::FieldState;

json::Object to_json(const forms::Translated& texts) {
    json::Object out;
    for (const auto& [locale, text] : texts) out[locale] = text;
    return out;
}

/// Whose case it is and how it stands; everything else is told field by field.
json::Object head_of(const store::StoredRecord& record, const json::Object& shown) {
    json::Object head{{"id", record.id.text()}, {"revision", record.revision}};
    for (const auto* key : {"case_id_display", "name", "age", "sex", "status", "owned_by",
                            "created_at", "last_updated_at", "registration_date"})
        head[key] = json::value_or_null(shown, key);
    return head;
}

json::Array choices_of(const ComparedField& one) {
    json::Array choices{"this", "other"};
    const bool is_table = one.field->subform != nullptr;
    if (is_table && merging::has_lasting_rows(*one.field)) {
        choices.clear();
        choices.emplace_back("both");
        choices.emplace_back("this");
        return choices;
    }
    if (is_table || merging::is_choice_list(*one.field)) choices.emplace_back("both");
    choices.emplace_back(is_table ? "rows" : "value");
    return choices;
}

/// What happens unless somebody chooses; null where they have to.
json::Value suggestion(const ComparedField& one) {
    switch (one.state) {
        case FieldState::same:
        case FieldState::only_this:
            return "this";
        case FieldState::only_other:
            return "other";
        case FieldState::different:
            break;
    }
    return one.field->subform != nullptr ? json::Value("both") : json::Value(nullptr);
}

/// The record as the actor may see it.
struct Shown {
    const json::Object& survivor;
    const json::Object& other;
};

/// How exactly a date is known, unless to the day.
void put_precision(json::Object& wire, const std::string& side, const json::Object& shown) {
    const auto key = forms::precision_key(json::string_or(wire, "name"));
    const auto* precision = shown.if_contains(key);
    if (forms::read_precision(precision) != forms::DatePrecision::day)
        wire[side + "_precision"] = *precision;
}

json::Object field_to_wire(const ComparedField& one, const Shown& shown) {
    const auto& name = one.field->name;
    json::Object wire{{"name", name},
                      {"display_name", to_json(one.field->display_name)},
                      {"type", forms::wire_name(one.field->type)},
                      {"state", merging::name_of(one.state)},
                      {"this", json::value_or_null(shown.survivor, name)},
                      {"other", json::value_or_null(shown.other, name)},
                      {"choices", choices_of(one)},
                      {"suggested", suggestion(one)}};
    if (one.field->type == forms::FieldType::date_field) {
        put_precision(wire, "this", shown.survivor);
        put_precision(wire, "other", shown.other);
    }
    return wire;
}

json::Array forms_to_wire(const std::vector<ComparedField>& fields, const Shown& shown) {
    json::Array list;
    const forms::Form* current = nullptr;
    for (const auto& one : fields) {
        if (one.field->form != current) {
            current = one.field->form;
            list.emplace_back(json::Object{{"unique_id", current->unique_id},
                                           {"name", to_json(current->name)},
                                           {"fields", json::Array()}});
        }
        auto& form = list.back().get_object();
        form["fields"].get_array().emplace_back(field_to_wire(one, shown));
    }
    return list;
}

json::Array obstacles_to_wire(const std::vector<merging::Obstacle>& obstacles) {
    json::Array list;
    for (const auto& one : obstacles)
        list.emplace_back(json::Object{{"side", one.side}, {"code", one.why}});
    return list;
}

/// How many answers differ of those that somebody else would have to look at.
std::size_t count_withheld(const std::vector<ComparedField>& closed) {
    return static_cast<std::size_t>(std::ranges::count_if(
        closed, [](const auto& one) { return one.state == FieldState::different; }));
}

json::Object reference(const records::Look& look, const std::string& id) {
    const auto found = look.find("case", id);
    json::Object out{{"id", id}, {"record_in_scope", found != nullptr && look.may_read(*found)}};
    out["case_id_display"] = found == nullptr ? json::Value(nullptr)
                                              : json::value_or_null(found->data, "case_id_display");
    return out;
}

/// Whether they may merge this case, or take a merge back, with the other one, as an entry has it.
bool may_merge(const records::Look& look, const json::Object& child_case,
               const json::Object& entry) {
    const auto beside = look.find("case", json::string_or(entry, "case_id"));
    if (beside == nullptr || !merging::check_type_rights(look.viewer())) return false;
    const bool is_survivor = json::string_or(entry, "part") == "survivor";
    const auto& survivor = is_survivor ? child_case : beside->data;
    const auto& other = is_survivor ? beside->data : child_case;
    return merging::check_record_rights(look.viewer(), survivor, other).has_value();
}

/// What moved is told to those who could merge the two: that a child has incidents is not for
/// everybody who may read the case, such as a recipient of a referral.
json::Array entries_of(const records::Look& look, const json::Object& data) {
    json::Array list;
    auto entries = records::derived::rows(data, merging::merges_key);
    std::ranges::reverse(entries);
    for (const auto* entry : entries) {
        auto shown = merging::entry_to_wire(*entry);
        const bool is_theirs = may_merge(look, data, *entry);
        shown["case"] = reference(look, json::string_or(*entry, "case_id"));
        shown["can_undo"] = is_theirs && json::string_or(*entry, "state") == "merged";
        if (!is_theirs) shown["moved"] = nullptr;
        list.emplace_back(std::move(shown));
    }
    return list;
}

}  // namespace

Result<json::Object> preview_merge(const access::Actor& actor, const records::Service& records,
                                   const MergePair& pair) {
    AMPARO_CHECK(merging::check_type_rights(actor));
    if (pair.survivor == pair.other)
        return refuse_field(Errc::invalid, "other_id", MessageKey{"errors.merge.itself"});
    AMPARO_TRY(const auto survivor, records.read_for(actor, "case", pair.survivor, "write"));
    AMPARO_TRY(const auto other, records.read_for(actor, "case", pair.other, "write"));
    AMPARO_CHECK(merging::check_record_rights(actor, survivor.data, other.data));
    const merging::Sides sides{.actor = actor,
                               .on = records.dependencies(),
                               .definitions = records.dependencies().definitions(),
                               .survivor = survivor,
                               .other = other};
    const auto compared = merging::compare_answers(sides);
    const auto shown_survivor = records.show(actor, survivor, "");
    const auto shown_other = records.show(actor, other, "");
    const Shown shown{shown_survivor, shown_other};
    return json::Object{
        {"this", head_of(survivor, shown.survivor)},
        {"other", head_of(other, shown.other)},
        {"forms", forms_to_wire(compared.open, shown)},
        {"withheld", count_withheld(compared.closed)},
        {"moved", merging::to_wire(merging::count_moves(pair, survivor.data, other.data))},
        {"shared_with", merging::count_open_referrals(survivor.data)},
        {"obstacles", obstacles_to_wire(merging::obstacles(pair, survivor.data, other.data))}};
}

Result<json::Object> list_merges(const access::Actor& actor, const records::Service& records,
                                 const RecordId& case_id) {
    AMPARO_TRY(const auto child_case, records.read_for(actor, "case", case_id, "read"));
    const records::Look look(records.dependencies(), actor, records.dependencies().definitions());
    json::Object out;
    const auto named = json::string_or(child_case.data, "duplicate_case_id");
    out["duplicate_of"] = named.empty() ? json::Value(nullptr) : reference(look, named);
    json::Array duplicates;
    for (const auto& id : json::string_list(child_case.data, duplicates_key))
        duplicates.emplace_back(reference(look, id));
    out["duplicates"] = std::move(duplicates);
    out["merges"] = entries_of(look, child_case.data);
    return out;
}

}  // namespace amparo::casework
