#include "casework/merging/comparison.hpp"

#include <algorithm>
#include <array>

#include "access/field_mask.hpp"
#include "casework/families/members.hpp"
#include "forms/partial_date.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework::merging {
namespace {

using records::derived::is_present;

// Moved, not chosen: the incidents of a case are records of their own.
constexpr std::string_view incident_rows = "incident_details";

json::Value without_row_ids(const json::Value& value) {
    const auto* array = value.if_array();
    if (array == nullptr) return value;
    json::Array bare = *array;
    for (auto& element : bare) {
        if (auto* row = element.if_object()) row->erase("unique_id");
    }
    return bare;
}

/// A year, and its first day, are two answers although they are stored as the same day.
bool are_known_alike(const json::Object& survivor, const json::Object& other,
                     const forms::Field& field) {
    return field.type != forms::FieldType::date_field ||
           forms::precision_of(survivor, field.name) == forms::precision_of(other, field.name);
}

FieldState state_of(const json::Object& survivor, const json::Object& other,
                    const forms::Field& field) {
    const auto* one = survivor.if_contains(field.name);
    const auto* two = other.if_contains(field.name);
    if (json::is_blank(one)) return FieldState::only_other;
    if (json::is_blank(two)) return FieldState::only_this;
    const bool same = *one == *two || without_row_ids(*one) == without_row_ids(*two);
    return same && are_known_alike(survivor, other, field) ? FieldState::same
                                                           : FieldState::different;
}

/// What the relatives of a linked case are is told by the family, which moves as a whole.
bool is_linked_to_family(const Sides& sides) {
    return is_present(sides.survivor.data, "family_id") ||
           is_present(sides.other.data, "family_id");
}

/// A name that the deployment puts together from its parts follows them.
bool is_composed(const Sides& sides, std::string_view name) {
    if (name != "name") return false;
    const auto* list = json::find_array(sides.definitions->system_settings(), "auto_populate_list");
    if (list == nullptr) return false;
    const bool is_active = std::ranges::any_of(*list, [&](const json::Value& element) {
        const auto* entry = element.if_object();
        return entry != nullptr && json::string_or(*entry, "field_key") == name &&
               json::bool_or(*entry, "auto_populated", false);
    });
    const auto has_parts = [](const json::Object& data) {
        return is_present(data, "name_first") || is_present(data, "name_last");
    };
    return is_active && has_parts(sides.survivor.data) && has_parts(sides.other.data);
}

/// A date of birth that nobody told, on either side, follows the age it was reckoned from.
bool is_reckoned(const Sides& sides, std::string_view name) {
    return (name == "date_of_birth" || name == "estimated") &&
           records::derived::is_true(sides.survivor.data, "estimated") &&
           records::derived::is_true(sides.other.data, "estimated");
}

/// Decides which fields are the actor's to choose.
class Openness {
  public:
    explicit Openness(const Sides& sides)
        : sides_(sides),
          module_(json::string_or(sides.survivor.data, "module_id")),
          manages_(sides.actor.can("case", "manage")) {
        const auto writer =
            records::beholder_of(sides.on, sides.actor, "case", sides.survivor.data);
        mine_ = sides.on.masks->writable(writer, sides.definitions,
                                         {.record_type = "case", .module_id = module_});
        seen_ = records::readable_of(sides.on, sides.actor, sides.definitions, sides.other);
        all_ = access::writable_fields(access::Actor::system(), *sides.definitions,
                                       {.record_type = "case", .module_id = module_});
    }

    /// Whether it is an answer at all.
    bool is_answer(const forms::Field& field) const {
        const auto found = all_.form_fields.find(field.name);
        if (found == all_.form_fields.end() || found->second != &field) return false;
        if (field.is_computed() || all_.system_keys.contains(field.name)) return false;
        // How exactly a date is known goes with the date.
        if (forms::is_precision_field(field)) return false;
        if (field.name == incident_rows || is_composed(sides_, field.name) ||
            is_reckoned(sides_, field.name))
            return false;
        return field.name != details_section || !is_linked_to_family(sides_);
    }
    bool is_open(const forms::Field& field) const {
        const bool is_editable = !field.disabled || manages_;
        return is_editable && mine_->form_fields.contains(field.name) && seen_->allows(field.name);
    }
    bool is_in_module(const forms::Form& form) const {
        return !form.is_nested && form.is_in_module(module_);
    }

  private:
    const Sides& sides_;
    std::string module_;
    bool manages_;
    std::shared_ptr<const access::WriteMask> mine_;
    std::shared_ptr<const access::FieldMask> seen_;
    access::WriteMask all_;
};

}  // namespace

std::string_view name_of(FieldState state) {
    constexpr std::array<std::string_view, 4> words{"same", "only_this", "only_other", "different"};
    return words.at(static_cast<std::size_t>(state));
}

Comparison compare_answers(const Sides& sides) {
    const Openness openness(sides);
    const auto& survivor = sides.survivor.data;
    const auto& other = sides.other.data;
    Comparison compared;
    for (const auto* form : sides.definitions->forms_of("case")) {
        if (!openness.is_in_module(*form)) continue;
        for (const auto& field : form->fields) {
            if (!openness.is_answer(field)) continue;
            if (!is_present(survivor, field.name) && !is_present(other, field.name)) continue;
            auto& list = openness.is_open(field) ? compared.open : compared.closed;
            list.push_back({&field, state_of(survivor, other, field)});
        }
    }
    return compared;
}

bool has_lasting_rows(const forms::Field& field) {
    if (field.subform == nullptr) return false;
    return field.name == "notes_section" || field.subform->subform_append_only ||
           field.subform->subform_prevent_item_removal;
}

bool is_choice_list(const forms::Field& field) {
    return field.type == forms::FieldType::select_box && field.multi_select;
}

}  // namespace amparo::casework::merging
