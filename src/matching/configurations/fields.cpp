#include "matching/configurations/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/names/keys.hpp"
#include "casework/traces.hpp"

namespace amparo::matching {
namespace {

using forms::FieldType;

/// The fields of a birth: date, age, estimated, date of the record.
constexpr Reads of_birth[] = {Reads::date, Reads::number, Reads::choice, Reads::date};

/// What the type of a comparator reads of the field in this place of its list.
Reads reads_of(ComparatorType type, std::size_t place) {
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
            return of_birth[std::min(place, std::size(of_birth) - 1)];
        case ComparatorType::phone:
        case ComparatorType::identifier:
            break;
    }
    return Reads::code;
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
        case Reads::code:
            break;
    }
    // A date would look like a number of a telephone, the same one on many records.
    return is_text(field.type) || field.type == FieldType::numeric_field;
}

/// Calls `each` with what every comparator of a model reads of which field of which side.
template <class Each>
void for_each_field(const Comparator& comparator, const Each& each) {
    if (!comparator.role.empty()) each(Reads::choice, comparator.role, true, "/role");
    if (!comparator.other_role.empty())
        each(Reads::choice, comparator.other_role, false, "/trace_role");
    for (const auto& pair : comparator.pairs) {
        for (std::size_t at = 0; at < pair.left.size(); ++at)
            each(reads_of(comparator.type, at), pair.left[at], true, "");
        for (std::size_t at = 0; at < pair.right.size(); ++at)
            each(reads_of(comparator.type, at), pair.right[at], false, "");
    }
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
    FieldCheck(const forms::Definitions& definitions, const KnownFields& known,
               std::vector<Problem>& problems)
        : definitions_(definitions), known_(known), problems_(problems) {}

    void check(const Model& model, const std::string& at, SideForms::Which right) {
        const SideForms cases(definitions_, SideForms::Which::cases);
        const SideForms others(definitions_, right);
        for (std::size_t index = 0; index < model.comparators.size(); ++index) {
            const auto& comparator = model.comparators[index];
            const auto where = fmt::format("{}/comparators/{}", at, index);
            for_each_field(comparator, [&](Reads reads, const std::string& field, bool is_left,
                                           const char* member) {
                const auto* why = reason_against(reads, field, is_left ? cases : others);
                if (why != nullptr) note(where + member, why, {comparator.id, field});
            });
        }
    }
    void check_consent(const std::string& field) {
        if (definitions_.field("case", field) == nullptr && !known_.names.contains(field))
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
    struct Subject {
        const std::string& criterion;
        const std::string& field;
    };

    /// Why a comparator cannot read the field; nullptr when it can.
    const char* reason_against(Reads reads, const std::string& name, const SideForms& forms) const {
        const auto* field = forms.find(name);
        // The field may be a mistake of the form, or one that the server keeps by itself.
        if (field == nullptr)
            return known_.names.contains(name) ? nullptr : "errors.matching.no_such_field";
        const bool can = fits(reads, *field) || known_.read.contains({reads, name});
        return can ? nullptr : "errors.matching.field_of_other_type";
    }
    void note(const std::string& where, const char* why, const Subject& subject) {
        const MessageKey message(why, {{"field", subject.field}, {"criterion", subject.criterion}});
        const bool is_said = std::ranges::any_of(problems_, [&](const Problem& problem) {
            return problem.pointer == where && problem.message == message;
        });
        if (!is_said) problems_.push_back({where, message});
    }

    const forms::Definitions& definitions_;
    const KnownFields& known_;
    std::vector<Problem>& problems_;
};

}  // namespace

void KnownFields::add(const Configuration& configuration) {
    names.insert(configuration.eligibility.consent_field);
    for (const auto* model : {&configuration.tracing, &configuration.duplicates}) {
        for (const auto& comparator : model->comparators) {
            for_each_field(comparator, [&](Reads reads, const std::string& field, bool, auto...) {
                names.insert(field);
                read.emplace(reads, field);
            });
        }
    }
}

void note_unfit_comparators(const Configuration& configuration,
                            const forms::Definitions& definitions, const KnownFields& known,
                            std::vector<Problem>& problems) {
    FieldCheck check(definitions, known, problems);
    check.check(configuration.tracing, "/tracing", SideForms::Which::traces);
    check.check(configuration.duplicates, "/duplicates", SideForms::Which::cases);
    check.check_consent(configuration.eligibility.consent_field);
}

void note_unfit_fields(const Configuration& configuration, const forms::Definitions& definitions,
                       const KnownFields& known, std::vector<Problem>& problems) {
    note_unfit_comparators(configuration, definitions, known, problems);
    FieldCheck check(definitions, known, problems);
    check.check_modules(configuration.eligibility.module_ids);
}

void note_other_pipeline(const json::Object& configuration, std::vector<Problem>& problems) {
    const auto pipeline = json::string_or(configuration, "pipeline", names::pipeline_version);
    if (pipeline == names::pipeline_version) return;
    problems.push_back(
        {"/pipeline", MessageKey("errors.matching.other_pipeline",
                                 {{"known", std::string(names::pipeline_version)}})});
}

}  // namespace amparo::matching
