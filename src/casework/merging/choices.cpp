#include "casework/merging/choices.hpp"

#include <algorithm>
#include <map>

#include "access/directory.hpp"
#include "base/json.hpp"
#include "casework/merging/rows.hpp"
#include "forms/partial_date.hpp"
#include "forms/validation.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework::merging {
namespace {

std::string pointer_to(std::string_view field) {
    return "/data/choices/" + json::pointer_step(field);
}

/// All of both, each once.
json::Array joined_list(const json::Object& one, const json::Object& two, std::string_view key) {
    json::Array joined;
    for (const auto* data : {&one, &two}) {
        const auto* list = json::find_array(*data, key);
        if (list == nullptr) continue;
        for (const auto& value : *list) records::derived::append_distinct(joined, value);
    }
    return joined;
}

/// Turns choices into answers, field by field, and collects what is wrong with them.
class Choosing {
  public:
    Choosing(const Sides& sides, Day today, Random& random)
        : sides_(sides), today_(today), random_(random) {}

    Result<json::Object> run(const json::Object& choices) {
        const auto compared = compare_answers(sides_);
        for (const auto& one : compared.closed) fill(one);
        std::map<std::string_view, const ComparedField*> open;
        for (const auto& one : compared.open) open.emplace(one.field->name, &one);
        for (const auto& [name, choice] : choices) {
            if (!open.contains(std::string_view(name))) refuse_at(name, "errors.merge.no_field");
        }
        for (const auto& one : compared.open) {
            const auto* choice = choices.if_contains(one.field->name);
            if (choice == nullptr)
                fill(one, Missing::named);
            else
                take(one, *choice);
        }
        if (problems_.empty()) return std::move(answers_);
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.merge.choices",
                                     .problems = std::move(problems_)});
    }

  private:
    enum class Missing { named, passed_over };

    void refuse_at(std::string_view field, const char* why, std::string_view rest = "") {
        problems_.push_back({pointer_to(field) + std::string(rest), MessageKey{why}});
    }
    void set(const forms::Field& field, json::Value value) {
        if (field.type == forms::FieldType::date_field) set_precision(field, value);
        answers_[field.name] = std::move(value);
    }
    /// A date of the other one brings along how exactly it is known there; a typed one is a day.
    void set_precision(const forms::Field& date, const json::Value& value) {
        const auto key = forms::precision_key(date.name);
        if (date.form->find(key) == nullptr) return;
        const bool is_of_other = value == json::value_or_null(other(), date.name);
        auto precision = is_of_other ? json::value_or_null(other(), key) : json::Value();
        if (precision != json::value_or_null(survivor(), key)) answers_[key] = std::move(precision);
    }
    const json::Object& survivor() const { return sides_.survivor.data; }
    const json::Object& other() const { return sides_.other.data; }

    /// Without a choice: what is lacking comes from the other one, and rows are all kept.
    void fill(const ComparedField& one, Missing missing = Missing::passed_over) {
        if (one.state == FieldState::only_other)
            set(*one.field, json::value_or_null(other(), one.field->name));
        if (one.state != FieldState::different) return;
        if (one.field->subform != nullptr)
            set(*one.field, all_rows(sides_, *one.field, random_));
        else if (missing == Missing::named)
            refuse_at(one.field->name, "errors.merge.choice_missing");
    }

    void take(const ComparedField& one, const json::Value& choice) {
        if (const auto* word = choice.if_string()) return take_word(one, *word);
        const auto* detail = choice.if_object();
        if (detail != nullptr && detail->size() == 1) {
            if (const auto* value = detail->if_contains("value")) return take_typed(one, *value);
            if (const auto* rows = detail->if_contains("rows")) return take_rows(one, *rows);
        }
        refuse_at(one.field->name, "errors.merge.choice");
    }

    void take_word(const ComparedField& one, std::string_view word) {
        const auto& field = *one.field;
        const bool drops = has_lasting_rows(field) && one.state != FieldState::same;
        if (word == "this" || (word == "other" && one.state == FieldState::same)) return;
        if (word == "other" && drops && one.state != FieldState::only_other)
            return refuse_at(field.name, "errors.merge.rows_stay");
        if (word == "other" && field.subform != nullptr)
            return set(field, rows_of_other(sides_, field));
        if (word == "other") return set(field, json::value_or_null(other(), field.name));
        if (word == "both" && field.subform != nullptr)
            return set(field, all_rows(sides_, field, random_));
        if (word == "both" && is_choice_list(field))
            return set(field, joined_list(survivor(), other(), field.name));
        refuse_at(field.name, "errors.merge.choice");
    }

    /// A new answer passes the same checks as one in a form.
    void take_typed(const ComparedField& one, const json::Value& value) {
        if (one.field->subform != nullptr)
            return refuse_at(one.field->name, "errors.merge.choice", "/value");
        const json::Object input{{one.field->name, value}};
        const forms::FieldMap fields{{one.field->name, one.field}};
        const auto directory = sides_.on.directory();
        const forms::ValidationContext world{
            .definitions = *sides_.definitions,
            .today = today_,
            .agency_exists =
                [&](std::string_view id) {
                    return directory->agency(AgencyId(std::string(id))) != nullptr;
                },
            .user_exists = [&](std::string_view name) { return directory->user(name) != nullptr; }};
        auto checked =
            forms::validate({.input = input, .fields = fields, .stored = &survivor()}, world);
        for (auto& problem : checked.problems)
            problems_.push_back({pointer_to(one.field->name) + "/value", problem.message});
        if (checked.problems.empty())
            set(*one.field, json::value_or_null(checked.data, one.field->name));
    }

    void take_rows(const ComparedField& one, const json::Value& wanted) {
        if (one.field->subform == nullptr || !wanted.is_array())
            return refuse_at(one.field->name, "errors.merge.choice", "/rows");
        if (has_lasting_rows(*one.field))
            return refuse_at(one.field->name, "errors.merge.rows_stay");
        RowChoice choice(sides_, *one.field, random_);
        auto rows = choice.rows(wanted.get_array());
        for (const auto& problem : choice.problems())
            problems_.push_back(
                {pointer_to(one.field->name) + "/rows" + problem.pointer, problem.message});
        set(*one.field, std::move(rows));
    }

    const Sides& sides_;
    Day today_;
    Random& random_;
    json::Object answers_;
    std::vector<Problem> problems_;
};

}  // namespace

Result<json::Object> chosen_answers(const Sides& sides, const json::Object& choices, Day today,
                                    Random& random) {
    return Choosing(sides, today, random).run(choices);
}

}  // namespace amparo::casework::merging
