// Incidents of the monitoring of grave violations (case-management.md §3.24, MRM).
#include <algorithm>
#include <set>

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/derived/violation_types.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::string_view associations[] = {"sources", "perpetrators", "individual_victims",
                                             "group_victims", "responses"};
constexpr std::string_view victims = "individual_victims";
constexpr std::string_view perpetrators = "perpetrators";

/// A list of the incident and the field of the rows it comes from.
struct Stamped {
    std::string_view list;
    std::string_view field;
};
constexpr Stamped of_victims[] = {
    {"individual_age", "individual_age"},
    {"individual_sex", "individual_sex"},
    {"victim_deprived_liberty_security_reasons", "victim_deprived_liberty_security_reasons"}};
constexpr Stamped of_perpetrators[] = {
    {"armed_force_group_party_names", "armed_force_group_party_name"},
    {"perpetrator_category", "perpetrator_category"}};
constexpr Stamped of_violations[] = {
    {"verified_ghn_reported", "verified_ghn_reported"},
    {"weapon_type", "weapon_type"},
    {"facility_impact", "facility_impact"},
    {"facility_attack_type", "facility_attack_type"},
    {"child_role", "child_role"},
    {"abduction_purpose_single", "abduction_purpose_single"},
    {"military_use_type", "military_use_type"},
    {"types_of_aid_disrupted_denial", "types_of_aid_disrupted_denial"},
    {"ctfmr_verified_date", "ctfmr_verified_date"},
    {"verification_status", "ctfmr_verified"}};
/// Entries of these are "<type of violation>_<value>".
constexpr Stamped typed[] = {{"violation_with_verification_status", "ctfmr_verified"},
                             {"violation_with_weapon_type", "weapon_type"},
                             {"violation_with_facility_impact", "facility_impact"},
                             {"violation_with_facility_attack_type", "facility_attack_type"}};
constexpr Stamped of_detention[] = {
    {"reasons_deprivation_liberty", "reasons_deprivation_liberty"},
    {"victim_facilty_victims_held", "facilty_victims_held"},
    {"torture_punishment_while_deprivated_liberty", "torture_punishment_while_deprivated_liberty"}};
constexpr std::string_view tallies[] = {"incident_total_tally", "violation_killed_tally",
                                        "violation_injured_tally", "violation_tally"};

bool is_monitored(const json::Object& incident) {
    if (json::string_or(incident, "module_id") == "primeromodule-mrm") return true;
    return std::ranges::any_of(violation_types,
                               [&](auto type) { return !rows(incident, type).empty(); });
}

/// The values of a field, one or several.
std::vector<json::Value> values_of(const json::Object& row, std::string_view field) {
    const auto* value = row.if_contains(field);
    if (json::is_blank(value)) return {};
    const auto* several = value->if_array();
    if (several == nullptr) return {*value};
    return {several->begin(), several->end()};
}

void gather(json::Array& list, const std::vector<const json::Object*>& from,
            std::string_view field) {
    for (const auto* row : from) {
        for (const auto& value : values_of(*row, field)) append_distinct(list, value);
    }
}

std::vector<const json::Object*> all_violations(const json::Object& incident) {
    std::vector<const json::Object*> all;
    for (const auto type : violation_types) {
        for (const auto* row : rows(incident, type)) all.push_back(row);
    }
    return all;
}

json::Array typed_list(const json::Object& incident, std::string_view field) {
    json::Array list;
    for (const auto type : violation_types) {
        for (const auto* row : rows(incident, type)) {
            for (const auto& value : values_of(*row, field)) {
                if (!value.is_string()) continue;
                append_distinct(
                    list, json::Value(std::string(type) + "_" + std::string(value.get_string())));
            }
        }
    }
    return list;
}

/// The types of violations for which a row passes the test.
json::Array types_where(const json::Object& incident, const auto& test) {
    json::Array types;
    for (const auto type : violation_types) {
        if (std::ranges::any_of(rows(incident, type), [&](const auto* row) { return test(*row); }))
            types.emplace_back(type);
    }
    return types;
}

/// A response names its violation as a text, the others as a list.
std::vector<std::string> violations_named_by(const json::Object& row) {
    std::vector<std::string> ids;
    for (const auto& value : values_of(row, "violations_ids")) {
        if (value.is_string()) ids.emplace_back(value.get_string());
    }
    return ids;
}

std::set<std::string, std::less<>> named_by(const json::Object& incident,
                                            std::string_view association) {
    std::set<std::string, std::less<>> named;
    for (const auto* row : rows(incident, association)) {
        for (auto& id : violations_named_by(*row)) named.insert(std::move(id));
    }
    return named;
}

bool has_count(const json::Value& value) {
    const auto number = json::as_number(value);
    return number && *number > 0;
}

void gather_counted(json::Array& list, const json::Object& holder) {
    for (const auto key : tallies) {
        const auto* tally = json::find_object(holder, key);
        if (tally == nullptr) continue;
        for (const auto& [group, count] : *tally) {
            if (group != "total" && has_count(count)) append_distinct(list, json::Value(group));
        }
    }
}

std::optional<Day> day_of(const json::Object& data, std::string_view key) {
    const auto day = parse_day(json::string_or(data, key));
    return day ? std::optional<Day>(*day) : std::nullopt;
}

Day end_of_quarter(Day day) {
    const std::chrono::year_month_day date(day);
    const auto month = static_cast<unsigned>(date.month());
    const auto last = std::chrono::month((month + 2) / 3 * 3);
    return Day(date.year() / last / std::chrono::last);
}

/// The last day on which a verification is in time; nullopt without a date of the incident.
std::optional<Day> verification_limit(const json::Object& incident, Day today) {
    const auto happened = day_of(incident, "incident_date");
    if (!happened) return std::nullopt;
    if (!is_true(incident, "is_incident_date_range")) return end_of_quarter(*happened);
    return end_of_quarter(day_of(incident, "incident_date_end").value_or(today));
}

bool is_late(const json::Object& violation, const std::optional<Day>& limit) {
    const auto verified = day_of(violation, "ctfmr_verified_date");
    return limit && verified && json::string_or(violation, "ctfmr_verified") == "verified" &&
           *verified > *limit;
}

}  // namespace

// A victim, perpetrator or source is one of a violation; with the violation it goes.
Changes keep_associations(const json::Object& /*before*/, const json::Object& after,
                          const Context& /*context*/) {
    Changes changes;
    if (!is_monitored(after)) return changes;
    std::set<std::string, std::less<>> known;
    for (const auto* row : all_violations(after)) known.insert(json::string_or(*row, "unique_id"));
    for (const auto association : associations) {
        const auto all = rows(after, association);
        json::Array kept;
        for (const auto* row : all) {
            const auto named = violations_named_by(*row);
            const bool has_violation =
                std::ranges::any_of(named, [&](const auto& id) { return known.contains(id); });
            if (has_violation) kept.emplace_back(*row);
        }
        if (kept.size() != all.size()) changes[association] = std::move(kept);
    }
    return changes;
}

Changes mark_late_verification(const json::Object& /*before*/, const json::Object& after,
                               const Context& context) {
    Changes changes;
    const auto limit = verification_limit(after, context.today);
    for (const auto type : violation_types) {
        const auto* stored = json::find_array(after, type);
        if (stored == nullptr || stored->empty()) continue;
        json::Array marked = *stored;
        for (auto& element : marked) {
            if (auto* row = element.if_object())
                (*row)["is_late_verification"] = is_late(*row, limit);
        }
        if (marked != *stored) changes[type] = std::move(marked);
    }
    return changes;
}

// On every save, whatever part of the incident it changed: Primero v2 forgets about those that
// carry no violation.
Changes summarise_violations(const json::Object& before, const json::Object& after,
                             const Context& /*context*/) {
    Changes changes;
    if (!is_monitored(after) && !is_monitored(before)) return changes;
    const auto violations = all_violations(after);
    const auto add = [&](const Stamped& stamped, const std::vector<const json::Object*>& from) {
        json::Array list;
        gather(list, from, stamped.field);
        changes[stamped.list] = std::move(list);
    };
    for (const auto& stamped : of_victims) add(stamped, rows(after, victims));
    for (const auto& stamped : of_perpetrators) add(stamped, rows(after, perpetrators));
    for (const auto& stamped : of_violations) add(stamped, violations);
    for (const auto& stamped : typed) changes[stamped.list] = typed_list(after, stamped.field);
    auto detained = rows(after, "deprivation_liberty");
    for (const auto* row : rows(after, victims)) detained.push_back(row);
    for (const auto& stamped : of_detention) add(stamped, detained);
    const auto with_victims = named_by(after, victims);
    changes["individual_violations"] = types_where(after, [&](const json::Object& row) {
        return with_victims.contains(json::string_or(row, "unique_id"));
    });
    auto late = types_where(
        after, [](const json::Object& row) { return is_true(row, "is_late_verification"); });
    changes["has_late_verified_violations"] = !late.empty();
    changes["late_verified_violations"] = std::move(late);
    json::Array children;
    gather_counted(children, after);
    for (const auto* row : violations) gather_counted(children, *row);
    changes["child_types"] = std::move(children);
    return changes;
}

}  // namespace amparo::records::derived
