#include "cli/scenario/scenario.hpp"

#include <algorithm>

#include "cli/scenario/player.hpp"

namespace amparo::cli {
namespace {

using http::Method;

constexpr std::string_view health_role = "role-scenario-health";

/// The story, with what later steps need to know of earlier ones.
class Story {
  public:
    Story(const Cast& cast, const ScenarioStage& stage)
        : cast_(cast), stage_(stage), player_(stage) {}

    void play() {
        const auto steps = {&Story::register_child, &Story::assess, &Story::decide,
                            &Story::plan,           &Story::refer,  &Story::provide,
                            &Story::follow_up,      &Story::move,   &Story::close,
                            &Story::reopen};
        int number = 0;
        prepare();
        for (const auto step : steps) {
            (this->*step)();
            stage_.done(++number);
        }
    }

  private:
    std::string at(const std::string& rest = {}) const { return "/api/v2/cases/" + id_ + rest; }
    json::Value read(const std::string& user) const { return player_.get(user, at()); }
    void change(const std::string& user, json::Object data) const {
        player_.patch(user, at(), std::move(data));
    }
    void expect(const std::string& user, std::string_view key, const json::Value& wanted) const {
        Player::expect_member(read(user), key, wanted);
    }
    void say(const std::string& user, const std::string& approval, json::Object data) const {
        player_.patch(user, at("/approvals/" + approval), std::move(data));
    }
    std::int64_t tasks() const { return player_.total(current_owner_, "/api/v2/tasks"); }
    /// What a dashboard of the user says under a path of keys.
    std::int64_t indicator(const std::string& user, std::string_view name,
                           std::string_view path) const {
        const auto dashboards = player_.get(user, "/api/v2/dashboards");
        for (const auto& element : dashboards.get_array()) {
            const auto dashboard = json::string_or(element.get_object(), "name");
            if (dashboard == "dashboard." + std::string(name))
                return Player::number_at(element, path);
        }
        throw Player::Unexpected{"no dashboard " + std::string(name)};
    }
    static void count(std::string_view what, std::int64_t got, std::int64_t wanted) {
        Player::expect(what, json::Value(got), json::Value(wanted));
    }
    std::string service_id() const {
        const auto record = read(cast_.worker);
        const auto* rows = json::find_array(record.get_object(), "services_section");
        if (rows == nullptr || rows->empty()) throw Player::Unexpected{"no service"};
        return json::string_or(rows->front().get_object(), "unique_id");
    }

    /// A role that shows a provider no more than the child's identity and the services.
    void prepare() const {
        player_.post(cast_.administrator, "/api/v2/roles",
                     {{"unique_id", health_role},
                      {"name", "Health referral"},
                      {"group_permission", "self"},
                      {"referral_authorization", true},
                      {"permissions", {{"case", {"read", "write"}}}},
                      {"form_section_read_write", {{"basic_identity", "r"}, {"services", "rw"}}},
                      {"module_unique_ids", json::Array{"primeromodule-cp"}}});
    }

    void register_child() {
        const auto made = player_.post(cast_.worker, "/api/v2/cases",
                                       {{"module_id", "primeromodule-cp"},
                                        {"name_first", "Imani"},
                                        {"name_last", "Invented"},
                                        {"sex", "female"},
                                        {"age", 9},
                                        {"risk_level", "high"},
                                        {"consent_for_services", true},
                                        {"disclosure_other_orgs", true}});
        id_ = json::string_or(made.get_object(), "id");
        display_id_ = json::string_or(made.get_object(), "case_id_display");
        const auto record = read(cast_.worker);
        Player::expect_member(record, "status", "open");
        Player::expect_member(record, "workflow", "new");
        Player::expect_member(record, "owned_by", json::Value(cast_.worker));
        count("the supervisor's list",
              player_.total(cast_.supervisor, "/api/v2/cases?id[0]=" + id_), 1);
        player_.expect_status({.user = cast_.other_worker, .path = at()}, 403);
    }

    void assess() {
        change(cast_.worker, {{"assessment_requested_on", player_.day(0)}});
        say(cast_.worker, "assessment", {{"approval_status", "requested"}});
        expect(cast_.worker, "approval_status_assessment", "pending");
        const auto alerts = player_.get(cast_.worker, at("/alerts"));
        count("alerts", static_cast<std::int64_t>(alerts.get_array().size()), 1);
        count("assessments waiting for the supervisor",
              player_.total(cast_.supervisor,
                            "/api/v2/cases?approval_status_assessment[0]=pending&id[0]=" + id_),
              1);
    }

    void decide() {
        say(cast_.supervisor, "assessment",
            {{"approval_status", "rejected"}, {"notes", "Say where the child sleeps."}});
        expect(cast_.worker, "approval_status_assessment", "rejected");
        count("alerts", alert_count(), 0);
        say(cast_.worker, "assessment", {{"approval_status", "requested"}});
        say(cast_.supervisor, "assessment", {{"approval_status", "approved"}});
        const auto record = read(cast_.worker);
        Player::expect_member(record, "approval_status_assessment", "approved");
        Player::expect_member(record, "assessment_approved", true);
        const auto* entries = json::find_array(record.get_object(), "approval_subforms");
        std::string order;
        if (entries != nullptr) {
            for (const auto& entry : *entries)
                order += json::string_or(entry.get_object(), "approval_status") + " ";
        }
        Player::expect("the order of requests and answers", json::Value(order),
                       "requested rejected requested approved ");
    }

    std::int64_t alert_count() const {
        const auto alerts = player_.get(cast_.worker, at("/alerts"));
        return static_cast<std::int64_t>(alerts.get_array().size());
    }

    void plan() {
        change(cast_.worker, {{"date_case_plan", player_.day(0)},
                              {"cp_case_plan_subform_case_plan_interventions",
                               json::Array{json::Object{
                                   {"intervention_service_to_be_provided", "Back to school"}}}}});
        const auto record = read(cast_.worker);
        Player::expect_member(record, "workflow", "case_plan");
        count("cases with a plan",
              player_.total(cast_.worker, "/api/v2/cases?workflow[0]=case_plan&id[0]=" + id_), 1);
    }

    void refer() {
        change(cast_.worker, {{"services_section",
                               json::Array{json::Object{
                                   {"service_response_type", "service_provision"},
                                   {"service_type", "health_medical_service"},
                                   {"service_response_day_time", player_.day(0) + "T00:00:00.000Z"},
                                   {"service_response_timeframe", "3_days"}}}}});
        expect(cast_.worker, "workflow", "service_provision");
        count("tasks", tasks(), 1);
        const auto referral = player_.post(cast_.worker, at("/referrals"),
                                           {{"transitioned_to", cast_.provider},
                                            {"service", "health_medical_service"},
                                            {"service_record_id", service_id()},
                                            {"authorized_role_unique_id", health_role},
                                            {"notes", "A check-up, please."}});
        referral_ = json::string_or(referral.get_object(), "id");
        const auto seen = read(cast_.provider);
        Player::expect_member(seen, "name_first", "Imani");
        Player::expect_member(seen, "date_case_plan", nullptr);
        expect(cast_.worker, "referred_users_pending", json::Array{json::Value(cast_.provider)});
        count("referrals waiting for the provider",
              indicator(cast_.provider, "dash_shared_with_me",
                        "indicators.shared_with_me_total_referrals.count"),
              1);
    }

    void provide() {
        const auto path = at("/referrals/" + referral_);
        player_.patch(cast_.provider, path, {{"status", "accepted"}});
        expect(cast_.worker, "referred_users_accepted", json::Array{json::Value(cast_.provider)});
        player_.patch(cast_.provider, path,
                      {{"status", "done"}, {"rejection_note", "Healthy and well."}});
        const auto record = read(cast_.worker);
        const auto& service = record.get_object().at("services_section").get_array().front();
        Player::expect_member(service, "service_implemented", "implemented");
        Player::expect_member(service, "note_on_referral_from_provider", "Healthy and well.");
        Player::expect_member(record, "workflow", "services_implemented");
        player_.expect_status({.user = cast_.provider, .path = at()}, 403);
        count("tasks", tasks(), 0);
    }

    void follow_up() {
        change(cast_.worker,
               {{"followup_subform_section",
                 json::Array{json::Object{{"unique_id", follow_up_id},
                                          {"followup_type", "in_care"},
                                          {"followup_needed_by_date", player_.day(-1)}}}}});
        count("tasks", tasks(), 1);
        const auto overdue = [&] {
            return indicator(cast_.supervisor, "cases_by_task_overdue_followups",
                             "indicators.tasks_overdue_followups." + cast_.worker + ".count");
        };
        count("follow-ups overdue for the supervisor", overdue(), 1);
        change(cast_.worker,
               {{"followup_subform_section",
                 json::Array{json::Object{{"unique_id", follow_up_id},
                                          {"followup_type", "in_care"},
                                          {"followup_needed_by_date", player_.day(-1)},
                                          {"followup_date", player_.day(0)}}}}});
        count("tasks", tasks(), 0);
        count("follow-ups overdue for the supervisor", overdue(), 0);
    }

    void move() {
        const auto incident =
            player_.post(cast_.worker, "/api/v2/incidents",
                         {{"module_id", "primeromodule-cp"}, {"incident_case_id", id_}});
        const auto incident_path =
            "/api/v2/incidents/" + json::string_or(incident.get_object(), "id");
        count(
            "the search of the other worker",
            player_.total(cast_.other_worker, "/api/v2/cases?id_search=true&query=" + display_id_),
            1);
        const auto request = player_.post(
            cast_.other_worker, at("/transfer_requests"),
            {{"notes", "The family lives here now."}, {"consent_individual_transfer", true}});
        player_.patch(cast_.worker,
                      at("/transfer_requests/" + json::string_or(request.get_object(), "id")),
                      {{"status", "accepted"}});
        current_owner_ = cast_.other_worker;
        expect(current_owner_, "owned_by", json::Value(current_owner_));
        Player::expect_member(player_.get(current_owner_, incident_path), "owned_by",
                              json::Value(current_owner_));
        player_.expect_status({.user = cast_.worker, .path = at()}, 403);
    }

    void close() {
        say(current_owner_, "closure", {{"approval_status", "requested"}});
        say(cast_.other_supervisor, "closure", {{"approval_status", "approved"}});
        close_once();
        count("tasks", tasks(), 0);
        count("open cases",
              player_.total(current_owner_, "/api/v2/cases?status[0]=open&id[0]=" + id_), 0);
    }

    void close_once() const {
        player_.act(cast_.other_supervisor, at(),
                    {{"record_action", "close"}, {"data", {{"status", "closed"}}}});
        const auto record = read(current_owner_);
        Player::expect_member(record, "status", "closed");
        Player::expect_member(record, "workflow", "closed");
        Player::expect_member(record, "date_closure", json::Value(player_.day(0)));
    }

    void reopen() {
        const auto answer =
            player_.act(cast_.outsider, at(),
                        {{"record_action", "services_section_from_case"},
                         {"data",
                          {{"services_section",
                            json::Array{json::Object{{"service_type", "education_service"},
                                                     {"service_response_type", "care_plan"}}}}}}});
        count("keys told to the outsider", static_cast<std::int64_t>(answer.get_object().size()),
              1);
        const auto record = read(current_owner_);
        Player::expect_member(record, "status", "open");
        Player::expect_member(record, "workflow", "reopened");
        count("reopenings",
              static_cast<std::int64_t>(record.get_object().at("reopened_logs").get_array().size()),
              1);
        close_once();
    }

    static constexpr std::string_view follow_up_id = "6a1f4a52-5d0f-4f4e-9d36-0d5a6f3b7c11";

    const Cast& cast_;
    const ScenarioStage& stage_;
    Player player_;
    std::string id_;
    std::string display_id_;
    std::string referral_;
    std::string current_owner_ = cast_.worker;
};

}  // namespace

Result<> play_scenario(const Cast& cast, const ScenarioStage& stage) {
    try {
        Story(cast, stage).play();
        return {};
    } catch (const Player::Unexpected& surprise) {
        return refuse(Errc::invalid, "cli.scenario.unexpected", surprise.what);
    }
}

}  // namespace amparo::cli
