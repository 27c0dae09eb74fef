#include "insight/insight_test_support.hpp"

#include <gtest/gtest.h>

#include "access/role.hpp"
#include "store/records.hpp"

namespace amparo::insight {
namespace {

const std::vector<std::string> users{"worker_a", "manager_a", "worker_b",
                                     "tracer",   "recipient", "admin"};
const std::vector<std::string> groups{"usergroup-primero-cp", "usergroup-primero-cp-families",
                                      "usergroup-primero-ftr"};
const std::vector<std::string> agencies{"AGENCY-1", "AGENCY-2"};
const std::vector<std::string> places{"EX", "EX01", "EX0101", "EX0102", "EX02", "EX0201", "EX03"};
const std::vector<std::string> concerns{"migrant", "refugee", "separated", "trafficked"};
const std::vector<std::string> approvals{"assessment", "case_plan", "closure", "action_plan",
                                         "gbv_closure"};

constexpr std::size_t case_count = 500;
constexpr std::size_t incident_count = 120;

bool is_present(const json::Array& values) {
    return !values.empty();
}

}  // namespace

CrowdedWorld::CrowdedWorld(std::uint64_t seed) : random_(seed) {
    for (std::size_t n = 0; n < case_count; ++n) write("case", random_case());
    for (std::size_t n = 0; n < incident_count; ++n) write("incident", random_incident());
}

access::Actor CrowdedWorld::viewer(const std::string& user_name, const std::string& reach,
                                   bool is_open) const {
    const auto user = world_.as(user_name).user_pointer();
    json::Object permissions{{"dashboard", json::Array{"manage"}}};
    if (is_open) {
        permissions["case"] = json::Array{"read", "approve_assessment", "approve_case_plan"};
        permissions["incident"] = json::Array{"read"};
    }
    json::Object configured{
        {"unique_id", "role-" + reach + (is_open ? "" : "-numbers")},
        {"name", reach},
        {"group_permission", reach},
        {"is_manager", true},
        {"permissions", std::move(permissions)},
        {"form_section_read_write", json::Object{{"assessment", "r"}, {"cp_case_plan", "r"}}},
        {"module_unique_ids", json::Array{"primeromodule-cp", "primeromodule-mrm"}}};
    auto role = access::read_role(configured);
    EXPECT_TRUE(role.has_value());
    return {user, std::make_shared<const access::Role>(std::move(role).value())};
}

std::size_t CrowdedWorld::total(const access::Actor& viewer, const std::string& record_type,
                                const json::Array& query) {
    // As a client does: each "key=value" is a parameter. No rows are needed, only the total.
    records::Parameters parameters{{"per", "0"}};
    for (const auto& entry : query) {
        const std::string text(entry.get_string());
        const auto at = text.find('=');
        parameters.emplace_back(text.substr(0, at), text.substr(at + 1));
    }
    const auto answer = world_.records().list(
        viewer, {.record_type = record_type, .parameters = parameters, .handling = {}});
    EXPECT_TRUE(answer.has_value());
    return answer ? answer->total : 0;
}

void CrowdedWorld::each_case(
    const std::function<void(const RecordId&, const json::Object&)>& visit) {
    const auto scanned = store::scan_records(world_.database(), {}, [&](auto&& records) {
        for (const auto& record : records) {
            if (record.type == "case") visit(record.id, record.data);
        }
    });
    ASSERT_TRUE(scanned.has_value());
}

json::Object CrowdedWorld::random_case() {
    json::Object data;
    add_people(data);
    add_states(data);
    add_sharing(data);
    add_work(data);
    return data;
}

json::Object CrowdedWorld::random_incident() {
    json::Object data;
    add_people(data);
    data["status"] = one_in(4) ? "closed" : "open";
    data["record_state"] = !one_in(8);
    data["incident_location"] = one_of(places);
    data["violation_with_verification_status"] =
        some_of({"killing_verified", "killing_rejected", "maiming_verified"});
    data["armed_force_group_party_names"] = some_of({"party_1", "party_2", "party, 3"});
    return data;
}

void CrowdedWorld::add_people(json::Object& data) {
    const auto owner = one_of(users);
    const auto own_groups = world_.as(owner).user().groups;
    const auto agency = world_.as(owner).user().agency.text();
    json::Array names{json::Value(owner)};
    json::Array all_groups = json::to_array(own_groups);
    json::Array all_agencies{json::Value(agency)};
    if (one_in(4)) {
        const auto other = one_of(users);
        names.emplace_back(other);
        data["assigned_user_names"] = json::Array{json::Value(other)};
        all_groups.emplace_back(one_of(groups));
        all_agencies.emplace_back(one_of(agencies));
    }
    data["module_id"] = one_in(12) ? "primeromodule-other" : "primeromodule-cp";
    data["owned_by"] = owner;
    data["owned_by_groups"] = json::to_array(own_groups);
    data["owned_by_location"] = one_of(places);
    data["associated_user_names"] = std::move(names);
    data["associated_user_groups"] = std::move(all_groups);
    data["associated_user_agencies"] = std::move(all_agencies);
    if (one_in(5)) data["identified_by"] = one_of(users);
    data["created_at"] = moment(20);
}

void CrowdedWorld::add_states(json::Object& data) {
    data["case_id_display"] = "c" + std::to_string(random_() % 1'000'000);
    data["name"] = "Invented " + std::to_string(below(1000));
    data["status"] = one_of({"open", "open", "open", "open", "closed", "identified"});
    data["record_state"] = !one_in(10);
    if (!one_in(3)) data["risk_level"] = one_of({"high", "medium", "low", "odd"});
    if (!one_in(3)) data["not_edited_by_owner"] = one_in(2);
    if (!one_in(3)) data["has_incidents"] = one_in(2);
    if (!one_in(6)) data["workflow"] = one_of({"new", "case_plan", "care_plan", "reopened"});
    data["protection_concerns"] = some_of(concerns);
    data["registration_date"] = day(40);
    if (one_in(2)) data["date_closure"] = day(12);
    if (one_in(2)) data["identified_at"] = moment(50);
    if (one_in(3)) data["reassigned_transferred_on"] = moment(14);
    if (one_in(3))
        data["current_alert_types"] =
            json::Array{one_of({"incident_from_case", "potential_match"})};
    if (one_in(5)) {
        data["alerts"] = json::Array{json::Object{{"alert_for", "field_change"},
                                                  {"type", one_of({"services", "notes"})},
                                                  {"date", day(15)}}};
    }
    json::Array requests;
    for (const auto& approval : approvals) {
        if (!one_in(2)) continue;
        data["approval_status_" + approval] = one_of({"pending", "rejected", "approved"});
        requests.emplace_back(json::Object{{"unique_id", approval},
                                           {"approval_requested_for", approval},
                                           {"approval_date", day(25)}});
    }
    data["approval_subforms"] = std::move(requests);
}

void CrowdedWorld::add_sharing(json::Object& data) {
    const auto list = [&](const char* key, const json::Array& names, bool has_mark) {
        data[key] = names;
        if (has_mark) data[std::string(key) + "_present"] = is_present(names);
    };
    list("referred_users", some_of(users), true);
    list("referred_users_pending", some_of(users), true);
    list("referred_users_accepted", some_of(users), true);
    list("transferred_to_users", some_of(users), false);
    list("transferred_to_user_groups", some_of(groups), false);
    if (one_in(3)) data["transfer_status"] = one_of({"in_progress", "rejected", "accepted"});
    if (one_in(3)) data["last_referral_rejected_at"] = moment(25);
    if (one_in(3)) data["last_referral_done_at"] = moment(25);
    json::Array transitions;
    for (auto left = below(4); left > 0; --left) {
        json::Object row{{"id", "t" + std::to_string(left)},
                         {"type", one_of({"Assign", "Referral", "Transfer", "TransferRequest"})},
                         {"status", one_of({"in_progress", "accepted", "rejected", "done"})},
                         {"transitioned_to", one_of(users)},
                         {"created_at", moment(15)}};
        if (one_in(2)) row["responded_at"] = moment(10);
        if (one_in(4)) row["consent_overridden"] = true;
        transitions.emplace_back(std::move(row));
    }
    data["transitions"] = std::move(transitions);
}

void CrowdedWorld::add_work(json::Object& data) {
    if (one_in(2)) data["assessment_due_date"] = day(20);
    if (one_in(2)) data["assessment_requested_on"] = day(40);
    if (one_in(2)) data["case_plan_due_date"] = day(20);
    if (one_in(2)) data["date_case_plan"] = day(60);
    // What the derived rules make of these (derived/services.cpp).
    const auto open_date = [&](const char* due, const char* done) {
        return data.contains(due) && !data.contains(done) ? json::Array{data.at(due)}
                                                          : json::Array();
    };
    data["assessment_due_dates"] = open_date("assessment_due_date", "assessment_requested_on");
    data["case_plan_due_dates"] = open_date("case_plan_due_date", "date_case_plan");
    json::Array services;
    for (auto left = below(3); left > 0; --left) {
        json::Object row{{"unique_id", "s" + std::to_string(left)},
                         {"service_type", one_of({"health", "legal"})},
                         {"service_response_type", one_of({"care_plan", "action_plan"})},
                         {"service_implementing_agency_individual", one_of(users)},
                         {"service_response_day_time", moment(8)},
                         {"service_response_timeframe", one_of({"1_hour", "3_days", "1_week"})}};
        if (one_in(3)) row["service_implemented_day_time"] = moment(8);
        services.emplace_back(std::move(row));
    }
    data["services_section"] = std::move(services);
    json::Array follow_ups;
    json::Array due;
    json::Array done;
    for (auto left = below(3); left > 0; --left) {
        json::Object row{{"unique_id", "f" + std::to_string(left)},
                         {"followup_needed_by_date", day(20)}};
        if (one_in(2)) row["followup_date"] = day(60);
        (row.contains("followup_date") ? done : due)
            .push_back(row.at(row.contains("followup_date") ? "followup_date"
                                                            : "followup_needed_by_date"));
        follow_ups.emplace_back(std::move(row));
    }
    data["followup_subform_section"] = std::move(follow_ups);
    data["followup_due_dates"] = std::move(due);
    data["followup_dates"] = std::move(done);
}

void CrowdedWorld::rewrite(std::size_t cases,
                           const std::function<void(const index::Entry&)>& told) {
    for (std::size_t left = cases; left > 0; --left) {
        const auto& id = cases_[below(cases_.size())];
        const auto data = random_case();
        const auto written = world_.database().write([&](store::Transaction& transaction) {
            const auto stored = store::find_record(transaction, id);
            return store::put_record(transaction, {.id = id,
                                                   .type = "case",
                                                   .expected = stored.value()->revision,
                                                   .data = data,
                                                   .actor = "worker_a",
                                                   .action = "update"});
        });
        ASSERT_TRUE(written.has_value()) << written.error().internal;
        told({id, "case", &data});
    }
}

void CrowdedWorld::write(const std::string& record_type, json::Object data) {
    const auto id = RecordId::random(world_.random);
    if (record_type == "case") cases_.push_back(id);
    const auto written = world_.database().write([&](store::Transaction& transaction) {
        return store::put_record(
            transaction,
            {.id = id, .type = record_type, .data = data, .actor = "worker_a", .action = "create"});
    });
    ASSERT_TRUE(written.has_value()) << written.error().internal;
}

json::Array CrowdedWorld::some_of(const std::vector<std::string>& values) {
    json::Array chosen;
    for (const auto& value : values) {
        if (one_in(5)) chosen.emplace_back(value);
    }
    return chosen;
}

std::string CrowdedWorld::moment(int days) {
    const auto span = std::chrono::milliseconds(std::chrono::days(days)).count();
    const auto back = static_cast<std::int64_t>(below(static_cast<std::size_t>(span)));
    const auto ahead = std::chrono::days(2);
    return format_instant(world_.clock.now() + ahead - std::chrono::milliseconds(back));
}

std::string CrowdedWorld::day(int days) {
    const auto back = std::chrono::days(static_cast<int>(below(static_cast<std::size_t>(days))));
    const auto today = std::chrono::floor<std::chrono::days>(world_.clock.now());
    return format_day(today + std::chrono::days(3) - back);
}

}  // namespace amparo::insight
