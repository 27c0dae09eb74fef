#include "records/detail/write_context.hpp"

#include "base/limits.hpp"
#include "forms/required.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::detail {
namespace {

/// case-management.md §3.7: not in the future, nobody older than 130.
bool is_possible_birth(const json::Object& data, Day today) {
    const auto text = json::string_or(data, "date_of_birth");
    if (text.empty()) return true;
    const auto born = parse_day(text);
    constexpr std::chrono::years too_old{131};
    return born && *born <= today && Day(std::chrono::year_month_day(today) - too_old) < *born;
}

/// case-management.md §3.5: not in the future, and not before the case was registered.
bool is_possible_closure(const json::Object& data, Day today) {
    const auto closed = json::string_or(data, "date_closure");
    return closed <= format_day(today) &&
           (closed.empty() || closed >= json::string_or(data, "registration_date"));
}

std::vector<Problem> model_problems(const WriteContext& context, const json::Object& before,
                                    const json::Object& data) {
    std::vector<Problem> problems;
    if (derived::is_changed(before, data, "date_of_birth") &&
        !is_possible_birth(data, context.today))
        problems.push_back({"date_of_birth", "errors.models.child.date_of_birth"});
    if (derived::is_changed(before, data, "date_closure") &&
        !is_possible_closure(data, context.today))
        problems.push_back({"date_closure", "errors.models.child.date_closure"});
    const auto identified_by = json::string_or(data, "identified_by");
    if (derived::is_changed(before, data, "identified_by") && !identified_by.empty()) {
        const auto user = context.directory->user(identified_by);
        const auto role = user ? context.directory->role(user->role) : nullptr;
        const bool eligible = role && user->is_active() &&
                              json::string_or(role->attributes, "user_category") == "identified";
        if (!eligible)
            problems.push_back({"identified_by", "errors.models.child.identified_by_exists"});
    }
    return problems;
}

/// What the module asks for before a record counts as complete (forms.md §6.1).
std::vector<Problem> missing_answers(const WriteContext& context, const json::Object& data) {
    const auto module_id = json::string_or(data, "module_id");
    const auto* module = context.definitions->module(module_id);
    const auto* options =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    const bool enforced =
        options != nullptr && json::bool_or(*options, "enforce_required_on_server", false);
    if (!enforced || json::string_or(data, "status") == "draft") return {};
    const auto mask =
        context.on.masks->writable(context.actor, context.definitions,
                                   {.record_type = context.record_type, .module_id = module_id});
    const forms::EvaluationContext evaluation{.today = context.today};
    return forms::missing_answers(
        {.fields = mask->form_fields, .module_id = module_id, .data = data, .context = evaluation});
}

std::unexpected<Error> invalid(const char* message, std::vector<Problem> problems) {
    return std::unexpected(
        Error{.code = Errc::invalid, .message = message, .problems = std::move(problems)});
}

}  // namespace

// 1 % of the numbers with that many hexadecimal digits may be in use, then they get longer: a
// short id is what people say over the radio, so two children must not share one.
std::size_t short_id_length(std::size_t records) {
    std::size_t length = 7;
    for (std::size_t numbers = std::size_t{1} << 28U; records > numbers / 100; numbers <<= 4U)
        ++length;
    return length;
}

WriteContext::WriteContext(const Dependencies& dependencies, const access::Actor& who,
                           std::string type)
    : on(dependencies),
      actor(who),
      definitions(dependencies.definitions()),
      directory(dependencies.directory()),
      record_type(std::move(type)),
      now(dependencies.clock->now()),
      today(day_in_zone(now, definitions->time_zone())) {}

derived::Context WriteContext::rule_context(const RecordId& id, bool is_new) const {
    return {.definitions = *definitions,
            .user = [people = directory](std::string_view name) { return people->user(name); },
            .agency_code =
                [people = directory](std::string_view name) {
                    const auto user = people->user(name);
                    const auto agency = user ? people->agency(user->agency) : nullptr;
                    return agency ? agency->code : std::string();
                },
            .actor = actor,
            .record_type = record_type,
            .id = id,
            .now = now,
            .today = today,
            .random = *on.random,
            .is_new = is_new,
            .is_user_save = !actor.is_system(),
            .short_id_length = short_id_length(on.index->size(record_type))};
}

WriteContext WriteContext::for_type(std::string_view type) const {
    WriteContext other(*this);
    other.record_type = type;
    return other;
}

Result<json::Object> complete(const WriteContext& context, Incomplete document) {
    if (document.is_form_save) {
        auto missing = missing_answers(context, document.data);
        if (!missing.empty()) return invalid("errors.invalid_record_json", std::move(missing));
    }
    auto problems = model_problems(context, document.before, document.data);
    if (!problems.empty()) return invalid("errors.invalid_record", std::move(problems));
    auto rules = context.rule_context(document.id, document.is_new);
    rules.is_user_save = rules.is_user_save && document.is_user_save;
    rules.is_form_save = document.is_form_save;
    derived::run(document.before, document.data, rules);
    if (!json::is_within(document.data, limits::document_bytes_max))
        return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_too_large"});
    return std::move(document.data);
}

bool is_taken(const WriteContext& context, const char* column, const std::string& value) {
    const auto count =
        context.on.index->count(context.record_type, index::Filter{index::AnyOf{column, {value}}});
    return count && *count > 0;
}

}  // namespace amparo::records::detail
