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

}  // namespace

// A date of birth decides the age; an age typed alone gives an estimated date of birth. When both
// are sent together the date wins, because it says more.
Changes derive_age(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    if (context.record_type != "case" && context.record_type != "registry_record") return changes;
    const bool birth_changed = is_changed(before, after, "date_of_birth");
    if (birth_changed && is_present(after, "date_of_birth")) {
        const auto born = parse_day(json::string_or(after, "date_of_birth"));
        if (born) changes["age"] = full_years(*born, context.today);
        return changes;
    }
    if (birth_changed || !is_changed(before, after, "age")) return changes;
    const auto age = json::find_integer(after, "age");
    constexpr std::int64_t age_max = 130;
    if (!age || *age < 0 || *age > age_max) return changes;
    const auto stored = parse_day(json::string_or(after, "date_of_birth"));
    if (stored && full_years(*stored, context.today) == *age) return changes;
    changes["date_of_birth"] = first_of_january(context.today, *age);
    changes["estimated"] = true;
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
