#include "matching/configurations/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casework/traces.hpp"

namespace amparo::matching {
namespace {

using forms::FieldType;

/// What the type of a comparator can read.
enum class Reads { text, choice, place, date, number, any };

Reads reads_of(ComparatorType type) {
    switch (type) {
        case ComparatorType::person_name:
        case ComparatorType::kin_name:
        case ComparatorType::lineage:
        case ComparatorType::siblings:
        case ComparatorType::text:
            return Reads::text;
        case ComparatorType::sex:
        case ComparatorType::select:
        case ComparatorType::overlap:
        case ComparatorType::overlap_group:
            return Reads::choice;
        case ComparatorType::location:
            return Reads::place;
        case ComparatorType::date:
            return Reads::date;
        case ComparatorType::number:
            return Reads::number;
        case ComparatorType::birth:
        case ComparatorType::phone:
        case ComparatorType::identifier:
            break;
    }
    return Reads::any;
}

bool is_choice(FieldType type) {
    return type == FieldType::select_box || type == FieldType::radio_button;
}

bool is_text(FieldType type) {
    return type == FieldType::text_field || type == FieldType::textarea ||
           type == FieldType::calculated;
}

bool fits(Reads reads, const forms::Field& field) {
    switch (reads) {
        case Reads::text:
            return is_text(field.type);
        case Reads::choice:
            return is_choice(field.type) || field.type == FieldType::tick_box;
        case Reads::place:
            return is_choice(field.type) && field.option_source.ends_with("Location");
        case Reads::date:
            return field.type == FieldType::date_field;
        case Reads::number:
            return field.type == FieldType::numeric_field || field.type == FieldType::tally_field ||
                   field.type == FieldType::calculated;
        case Reads::any:
            break;
    }
    return field.is_stored() && field.type != FieldType::subform;
}

/// Where the fields of one side lie.
class SideForms {
  public:
    enum class Which { cases, traces };
    SideForms(const forms::Definitions& definitions, Which which)
        : definitions_(definitions), which_(which) {}

    /// The field, "section.field" in the rows of a subform; nullptr when there is none.
    const forms::Field* find(std::string_view name) const {
        const auto dot = name.find('.');
        if (dot != std::string_view::npos) return in(name.substr(0, dot), name.substr(dot + 1));
        if (which_ == Which::cases) return definitions_.field("case", name);
        const auto* of_trace = in(casework::traces_section, name);
        return of_trace != nullptr ? of_trace : definitions_.field("tracing_request", name);
    }

  private:
    const forms::Field* in(std::string_view section, std::string_view name) const {
        const auto* form = definitions_.form(section);
        return form == nullptr ? nullptr : form->find(name);
    }

    const forms::Definitions& definitions_;
    Which which_;
};

class FieldCheck {
  public:
    FieldCheck(const forms::Definitions& definitions, const std::set<std::string>& known,
               std::vector<Problem>& problems)
        : definitions_(definitions), known_(known), problems_(problems) {}

    void check(const Model& model, const std::string& at, SideForms::Which right) {
        const SideForms cases(definitions_, SideForms::Which::cases);
        const SideForms others(definitions_, right);
        for (std::size_t index = 0; index < model.comparators.size(); ++index) {
            const auto& comparator = model.comparators[index];
            const auto where = fmt::format("{}/comparators/{}", at, index);
            const auto reads = reads_of(comparator.type);
            for (const auto& pair : comparator.pairs) {
                check(pair.left, cases, reads, where);
                check(pair.right, others, reads, where);
            }
            const std::vector<std::string> roles = {comparator.role};
            if (!comparator.role.empty()) check(roles, cases, Reads::choice, where + "/role");
            const std::vector<std::string> others_roles = {comparator.other_role};
            if (!comparator.other_role.empty())
                check(others_roles, others, Reads::choice, where + "/trace_role");
        }
    }
    void check_consent(const std::string& field) {
        if (definitions_.field("case", field) == nullptr && !known_.contains(field))
            problems_.push_back(
                {"/tracing/eligible/consent_field", "errors.matching.unknown_field"});
    }
    void check_modules(const std::vector<std::string>& modules) {
        for (std::size_t at = 0; at < modules.size(); ++at) {
            if (definitions_.module(modules[at]) == nullptr)
                problems_.push_back({fmt::format("/tracing/eligible/module_ids/{}", at),
                                     "errors.matching.unknown_option"});
        }
    }

  private:
    void check(const std::vector<std::string>& fields, const SideForms& forms, Reads reads,
               const std::string& where) {
        for (const auto& name : fields) {
            const auto* field = forms.find(name);
            // The field may be a mistake of the form, or one that the server keeps by itself.
            if (field == nullptr && known_.contains(name)) continue;
            const char* why = nullptr;
            if (field == nullptr)
                why = "errors.matching.no_such_field";
            else if (!fits(reads, *field) && !known_.contains(name))
                why = "errors.matching.field_of_other_type";
            if (why != nullptr)
                problems_.push_back({where, MessageKey(std::string(why), {{"field", name}})});
        }
    }

    const forms::Definitions& definitions_;
    const std::set<std::string>& known_;
    std::vector<Problem>& problems_;
};

void collect(const Model& model, std::set<std::string>& fields) {
    for (const auto& comparator : model.comparators) {
        for (const auto& role : {comparator.role, comparator.other_role}) {
            if (!role.empty()) fields.insert(role);
        }
        for (const auto& pair : comparator.pairs) {
            fields.insert(pair.left.begin(), pair.left.end());
            fields.insert(pair.right.begin(), pair.right.end());
        }
    }
}

}  // namespace

std::set<std::string> fields_of(const Configuration& configuration) {
    std::set<std::string> fields = {configuration.eligibility.consent_field};
    collect(configuration.tracing, fields);
    collect(configuration.duplicates, fields);
    return fields;
}

void note_unfit_comparators(const Configuration& configuration,
                            const forms::Definitions& definitions,
                            const std::set<std::string>& known, std::vector<Problem>& problems) {
    FieldCheck check(definitions, known, problems);
    check.check(configuration.tracing, "/tracing", SideForms::Which::traces);
    check.check(configuration.duplicates, "/duplicates", SideForms::Which::cases);
    check.check_consent(configuration.eligibility.consent_field);
}

void note_unfit_fields(const Configuration& configuration, const forms::Definitions& definitions,
                       const std::set<std::string>& known, std::vector<Problem>& problems) {
    note_unfit_comparators(configuration, definitions, known, problems);
    FieldCheck check(definitions, known, problems);
    check.check_modules(configuration.eligibility.module_ids);
}

}  // namespace amparo::matching
