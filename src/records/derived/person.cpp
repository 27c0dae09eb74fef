#include <algorithm>
#include <optional>

#include "forms/partial_date.hpp"
#include "records/derived/protection.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

using std::chrono::year_month_day;

/// Full years from birth to a day. Born on 29 February: a year older on 1 March in common years
/// (case-management.md §3.7).
int full_years(Day born, Day on) {
    const year_month_day birth(born);
    const year_month_day today(on);
    int years = static_cast<int>(today.year()) - static_cast<int>(birth.year());
    if (std::make_pair(today.month(), today.day()) < std::make_pair(birth.month(), birth.day()))
        --years;
    return years;
}

std::string first_of_january(Day today, std::int64_t age) {
    const auto year = year_month_day(today).year() - std::chrono::years(age);
    return format_day(Day(year / std::chrono::January / 1));
}

/// The keys that say how old somebody is.
struct PersonKeys {
    std::string_view age;
    std::string_view birth;
    std::string_view estimated;
};
constexpr PersonKeys child{"age", "date_of_birth", "estimated"};
constexpr PersonKeys relative{"relation_age", "relation_date_of_birth", "relation_age_estimated"};

/// The ages that a date of birth allows: of a partial one more than one.
struct Ages {
    int least;
    int most;
    bool contain(std::int64_t age) const { return least <= age && age <= most; }
};

std::optional<Ages> ages_of(const PersonKeys& keys, const json::Object& values, Day today) {
    const auto born = parse_day(json::string_or(values, keys.birth));
    if (!born || *born > today) return std::nullopt;
    const auto last = forms::last_day(*born, forms::precision_of(values, keys.birth));
    return Ages{full_years(std::min(last, today), today), full_years(*born, today)};
}

// A date of birth decides the age; an age typed alone gives an estimated date of birth. When both
// are sent together the date wins, because it says more; an age that it allows stays.
Changes age_of(const PersonKeys& keys, const json::Object& before, const json::Object& after,
               Day today) {
    Changes changes;
    const auto age = json::find_integer(after, keys.age);
    const auto allowed = ages_of(keys, after, today);
    const bool birth_changed = is_changed(before, after, keys.birth);
    if (birth_changed && is_present(after, keys.birth)) {
        if (allowed && !(age && allowed->contain(*age))) changes[keys.age] = allowed->most;
        return changes;
    }
    if (birth_changed || !is_changed(before, after, keys.age)) return changes;
    constexpr std::int64_t age_max = 130;
    if (!age || *age < 0 || *age > age_max) return changes;
    if (allowed && allowed->contain(*age)) return changes;
    changes[keys.birth] = first_of_january(today, *age);
    changes[keys.estimated] = true;
    return changes;
}

/// Of a date of birth that was reckoned from an age only the year is meant, where the form can say
/// so.
void mark_year(Changes& changes, const PersonKeys& keys, const forms::Form* form) {
    const auto key = forms::precision_key(keys.birth);
    if (changes.contains(keys.birth) && form != nullptr && form->find(key) != nullptr)
        changes[key] = "year";
}

/// The form of the record type on which the date of birth stands.
const forms::Form* form_of_birth(const Context& context) {
    for (const auto* form : context.definitions.forms_of(context.record_type)) {
        if (form->find(child.birth) != nullptr) return form;
    }
    return nullptr;
}

const json::Object& row_before(const json::Object& before, std::string_view subform,
                               const json::Object& row) {
    static const json::Object nothing;
    const auto unique_id = json::string_or(row, "unique_id");
    for (const auto* stored : rows(before, subform)) {
        if (json::string_or(*stored, "unique_id") == unique_id) return *stored;
    }
    return nothing;
}

/// The rows of relatives with their ages; nullopt when nothing follows.
std::optional<json::Array> relatives_with_ages(std::string_view subform, const json::Object& before,
                                               const json::Object& after, const Context& context) {
    const auto* list = json::find_array(after, subform);
    if (list == nullptr || !is_changed(before, after, subform)) return std::nullopt;
    json::Array filled = *list;
    const auto* form = context.definitions.form(subform);
    bool has_changed = false;
    for (auto& element : filled) {
        auto* row = element.if_object();
        if (row == nullptr) continue;
        auto changes = age_of(relative, row_before(before, subform, *row), *row, context.today);
        mark_year(changes, relative, form);
        for (auto& [key, value] : changes) {
            (*row)[key] = std::move(value);
            has_changed = true;
        }
    }
    return has_changed ? std::optional(std::move(filled)) : std::nullopt;
}

}  // namespace

Changes derive_age(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    const bool is_case = context.record_type == "case";
    if (is_case || context.record_type == "registry_record") {
        changes = age_of(child, before, after, context.today);
        if (!changes.empty()) mark_year(changes, child, form_of_birth(context));
    }
    if (!is_case && context.record_type != "family") return changes;
    const std::string_view subform = is_case ? "family_details_section" : "family_members";
    if (auto relatives = relatives_with_ages(subform, before, after, context))
        changes[subform] = std::move(*relatives);
    return changes;
}

// A client that shows the mask may send it back; then the stored value stays (§3.14). Before the
// name is composed of its parts, or it would be made of the mask.
Changes keep_masked(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    const auto module = json::string_or(after, "module_id");
    for (const auto& [key, value] : after) {
        const FieldKey field{context.record_type, key};
        if (!is_mask(value) || !may_be_masked(context.definitions, field, module)) continue;
        const auto* stored = before.if_contains(key);
        changes[key] = stored == nullptr ? json::Value(nullptr) : *stored;
    }
    return changes;
}

}  // namespace amparo::records::derived
