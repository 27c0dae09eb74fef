// Role × endpoint × relation to the record (case-management.md §1.2, §1.3, §1.6, §1.7). What is
// expected comes from the roles of the configuration and from the two tables below, which were
// written from the specification: never from the code under test.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

/// How somebody stands to a case.
enum class Relation { owner, group, agency, referred, transfer_pending, stranger };
constexpr std::array relations{Relation::owner,
                               Relation::group,
                               Relation::agency,
                               Relation::referred,
                               Relation::transfer_pending,
                               Relation::stranger};

std::string name_of(Relation relation) {
    constexpr std::array names{"owner",   "group", "agency", "referred", "transfer pending",
                               "stranger"};
    return names.at(static_cast<std::size_t>(relation));
}

enum class Asked { of_type, of_record };

/// What an endpoint asks (§1.7): one of `rights` on the type or the record, and with `read` that
/// as well. The calls are chosen to change nothing, so `allowed` is often a refusal of the input.
struct Endpoint {
    const char* name;
    const char* method;
    const char* path;  // {id} is the case, there and in the body
    const char* body;
    const char* rights;  // separated by blanks; of cases, or "resource:action"
    Asked asked;
    std::initializer_list<int> allowed;
    bool with_read = false;
    const char* form = "";  // that has to be written as well (§1.5)
};

constexpr auto* any_assign = "assign assign_within_agency assign_within_user_group";
constexpr auto* nobody = R"({"data":{"transitioned_to":"nobody"}})";
constexpr auto* service = R"({"data":{"transitioned_to":"nobody","service_record_id":"none"}})";
constexpr auto* accept = R"({"data":{"status":"accepted"}})";
constexpr auto* filtered = R"({"data":{"transitioned_to":"nobody","filters":{"status":["open"]}}})";
constexpr auto* none = R"({"data":{"ids":[],"transitioned_to":"nobody"}})";
constexpr auto* some_referral = "/cases/{id}/referrals/7f0d7a6e-1111-4222-8333-944455566677";
constexpr auto* some_transfer = "/cases/{id}/transfers/7f0d7a6e-1111-4222-8333-944455566677";
constexpr auto* some_messages =
    "/cases/{id}/referrals/7f0d7a6e-1111-4222-8333-944455566677/messages";
constexpr auto* some_request = "/cases/{id}/transfer_requests/7f0d7a6e-1111-4222-8333-944455566677";
constexpr auto* no_file = "/cases/{id}/attachments/999999";
constexpr auto* no_flag = "/cases/{id}/flags/12";
constexpr auto* no_alert = "/cases/{id}/alerts/nope";
constexpr auto* no_relation = "/cases/{id}/case_relationships/7f0d7a6e-1111-4222-8333-944455566677";
constexpr auto* no_picture = R"({"data":{"field_name":"photos","attachment_type":"image",)"
                             R"("file_name":"a.png","attachment":"AAAA"}})";
constexpr auto* to_itself = R"({"data":{"case_id":"{id}","relationship_type":"sibling_of"}})";
constexpr auto* ask_nobody = R"({"data":{"approval_status":"requested","approver":"nobody"}})";
constexpr auto* unasked = R"({"data":{"approval_status":"approved"}})";
using enum Asked;

const Endpoint endpoints[] = {
    {"show", "GET", "/cases/{id}", "", "read", of_record, {200}},
    {"update", "PATCH", "/cases/{id}", R"({"data":{}})", "write", of_record, {200}},
    {"list", "GET", "/cases", "", "read", of_type, {200}},
    {"history", "GET", "/cases/{id}/record_history", "", "change_log", of_record, {200}, true},
    {"recent changes", "GET", "/cases/{id}/recent_changes", "", "read", of_record, {200}},
    {"access log", "GET", "/cases/{id}/access_log", "", "access_log", of_record, {200}, true},
    {"set a task",
     "POST",
     "/cases/{id}/tasks",
     R"({"data":{}})",
     "dashboard:dash_tasks",
     of_record,
     {422},
     true},
    {"transitions", "GET", "/cases/{id}/transitions", "", "read", of_record, {200}},
    {"assigns", "GET", "/cases/{id}/assigns", "", "read", of_record, {200}},
    {"referrals", "GET", "/cases/{id}/referrals", "", "read", of_record, {200}},
    {"transfers", "GET", "/cases/{id}/transfers", "", "read", of_record, {200}},
    {"requests", "GET", "/cases/{id}/transfer_requests", "", "read", of_record, {200}},
    {"alerts", "GET", "/cases/{id}/alerts", "", "read", of_record, {200}},
    {"flags", "GET", "/cases/{id}/flags", "", "flag", of_record, {200}, true},
    {"flag",
     "POST",
     "/cases/{id}/flags",
     R"({"data":{"message":" "}})",
     "flag",
     of_record,
     {422},
     true},
    {"relationships",
     "GET",
     "/cases/{id}/case_relationships",
     "",
     "view_case_relationships",
     of_record,
     {200}},
    {"assign", "POST", "/cases/{id}/assigns", nobody, any_assign, of_record, {422}},
    {"refer", "POST", "/cases/{id}/referrals", nobody, "referral", of_record, {422}},
    {"refer from service",
     "POST",
     "/cases/{id}/referrals",
     service,
     "referral referral_from_service",
     of_record,
     {422}},
    {"preview of a referral",
     "GET",
     "/cases/{id}/referrals/preview",
     "",
     "referral referral_from_service",
     of_record,
     {422}},
    {"transfer", "POST", "/cases/{id}/transfers", nobody, "transfer", of_record, {422}},
    {"preview of a transfer",
     "GET",
     "/cases/{id}/transfers/preview",
     "",
     "transfer",
     of_record,
     {422}},
    {"answer referral", "PATCH", some_referral, accept, "read", of_record, {404}},
    {"revoke referral",
     "DELETE",
     some_referral,
     "",
     "write receive_referral remove_assigned_users",
     of_record,
     {404}},
    {"messages", "GET", some_messages, "", "read", of_record, {404}},
    {"write message", "POST", some_messages, R"({"data":{"text":"x"}})", "read", of_record, {404}},
    {"answer transfer", "PATCH", some_transfer, accept, "read", of_record, {404}},
    {"answer request", "PATCH", some_request, accept, "read", of_record, {404}},
    {"assign many", "POST", "/cases/assigns", filtered, any_assign, of_type, {422}, true},
    {"refer many", "POST", "/cases/referrals", none, "referral", of_type, {200}},
    {"transfer many", "POST", "/cases/transfers", none, "transfer", of_type, {200}},
    {"assign to", "GET", "/users/assign-to?record_type=case", "", any_assign, of_type, {200}},
    {"transfer to", "GET", "/users/transfer-to?record_type=case", "", "transfer", of_type, {200}},
    {"refer to",
     "GET",
     "/users/refer-to?record_type=case",
     "",
     "referral referral_from_service",
     of_type,
     {200}},
    {"request transfer",
     "POST",
     "/cases/{id}/transfer_requests",
     R"({"data":{"notes":"n"}})",
     "request_transfer",
     of_type,
     {200, 422}},
    {"attach",
     "POST",
     "/cases/{id}/attachments",
     no_picture,
     "write",
     of_record,
     {422},
     false,
     "photos_and_audio"},
    {"change file", "PATCH", no_file, R"({"data":{"comments":"x"}})", "write", of_record, {404}},
    {"detach", "DELETE", no_file, "", "write", of_record, {404}},
    {"open file", "GET", no_file, "", "read", of_record, {404}},
    {"page of a file", "GET", "/cases/{id}/attachments/999999/pdf", "", "read", of_record, {404}},
    {"change flag",
     "PATCH",
     no_flag,
     R"({"data":{"unflag_message":"x"}})",
     "flag resolve_any_flag",
     of_record,
     {404},
     true},
    {"flag many",
     "POST",
     "/cases/flags",
     R"({"data":{"message":" "}})",
     "flag_multiple",
     of_type,
     {422}},
    {"read alert", "PATCH", no_alert, R"({"data":{"read":true}})", "read", of_record, {404}},
    {"dismiss alert", "DELETE", no_alert, "", "remove_alert", of_record, {404}},
    {"relate",
     "POST",
     "/cases/{id}/case_relationships",
     to_itself,
     "update_case_relationships",
     of_record,
     {422}},
    {"change relation",
     "PATCH",
     no_relation,
     R"({"data":{"primary":true}})",
     "update_case_relationships",
     of_record,
     {404}},
    {"end relation", "DELETE", no_relation, "", "update_case_relationships", of_record, {404}},
    {"ask for an assessment",
     "PATCH",
     "/cases/{id}/approvals/assessment",
     ask_nobody,
     "request_approval_assessment",
     of_record,
     {422},
     true},
    {"ask for a plan",
     "PATCH",
     "/cases/{id}/approvals/case_plan",
     ask_nobody,
     "request_approval_case_plan",
     of_record,
     {422},
     true},
    {"ask for a closure",
     "PATCH",
     "/cases/{id}/approvals/closure",
     ask_nobody,
     "request_approval_closure",
     of_record,
     {422},
     true},
    {"approve an assessment",
     "PATCH",
     "/cases/{id}/approvals/assessment",
     unasked,
     "approve_assessment",
     of_record,
     {422},
     true},
    {"approve a plan",
     "PATCH",
     "/cases/{id}/approvals/case_plan",
     unasked,
     "approve_case_plan",
     of_record,
     {422},
     true},
    {"approve a closure",
     "PATCH",
     "/cases/{id}/approvals/closure",
     unasked,
     "approve_closure",
     of_record,
     {422},
     true},
    {"possible matches",
     "GET",
     "/cases/{id}/potential_matches",
     "",
     "potential_match:read",
     of_record,
     {200},
     true},
    {"traces", "GET", "/cases/{id}/traces", "", "read", of_record, {200}},
    {"incidents", "GET", "/cases/{id}/incidents", "", "incident:read", of_record, {200}, true},
    {"enable",
     "PATCH",
     "/cases/{id}",
     R"({"record_action":"enable_disable_record","data":{"record_state":true}})",
     "enable_disable_record",
     of_record,
     {200},
     true},
};

/// A role as the configuration has it, asked as §1.2 says.
class ConfiguredRole {
  public:
    explicit ConfiguredRole(json::Object role) : role_(std::move(role)) {}

    std::string id() const { return json::string_or(role_, "unique_id"); }
    std::string user_name() const {
        auto name = "m_" + id();
        std::ranges::replace(name, '-', '_');
        return name;
    }
    bool has(const std::string& right) const {
        const auto colon = right.find(':');
        const bool is_of_case = colon == std::string::npos;
        const auto resource = is_of_case ? std::string("case") : right.substr(0, colon);
        const auto action = is_of_case ? right : right.substr(colon + 1);
        const auto* permissions = json::find_object(role_, "permissions");
        const auto actions = json::string_list(*permissions, resource);
        return std::ranges::count(actions, action) > 0 || std::ranges::count(actions, "manage") > 0;
    }
    /// Whether the role has the form of cases: its rule gives all of them, or those it names.
    bool writes(const char* form) const {
        const auto& forms = role_.at("forms").as_object();
        if (const auto* named = json::find_object(forms, "form_section_read_write"))
            return json::string_or(*named, form) == "rw";
        return json::string_or(forms, "permission") == "rw" &&
               std::ranges::count(json::string_list(forms, "record_types"), "case") > 0;
    }
    /// §1.3.
    bool reaches(Relation relation) const {
        const auto scope = json::string_or(role_, "group_permission");
        if (scope == "all") return true;
        if (relation == Relation::stranger) return false;
        if (relation == Relation::group) return scope == "group";
        if (relation == Relation::agency) return scope == "agency";
        return true;
    }

  private:
    json::Object role_;
};

std::vector<ConfiguredRole> configured_roles() {
    std::ifstream file(std::string(AMPARO_SOURCE_DIR) + "/config/roles.json");
    std::ostringstream text;
    text << file.rdbuf();
    const auto read = json::parse(text.str());
    if (!read) throw std::runtime_error("config/roles.json");
    const auto* list = read->if_array();
    if (list == nullptr) list = json::find_array(read->as_object(), "roles");
    std::vector<ConfiguredRole> roles;
    for (const auto& role : *list) roles.emplace_back(role.as_object());
    return roles;
}

// Somebody whose scope reaches the owner anyhow is no mere recipient: nothing is narrowed for
// them. Our recipients have nothing in common with the owner, so only scope `all` does.
bool is_for_reading(const ConfiguredRole& role, Relation relation) {
    return relation == Relation::transfer_pending && !role.reaches(Relation::stranger);
}

bool is_expected(const ConfiguredRole& role, Relation relation, const Endpoint& endpoint) {
    if (endpoint.with_read && !role.has("read")) return false;
    if (*endpoint.form != '\0' && !role.writes(endpoint.form)) return false;
    std::istringstream rights(endpoint.rights);
    for (std::string right; rights >> right;) {
        if (!role.has(right)) continue;
        if (endpoint.asked == Asked::of_type) return true;
        const bool only_looks = right == "read" || right.ends_with(":read");
        if (role.reaches(relation) && (only_looks || !is_for_reading(role, relation))) return true;
    }
    return false;
}

/// The people and cases of the matrix.
class Matrix {
  public:
    Matrix() : roles(configured_roles()) {
        for (const auto& role : roles)
            add_user(role.user_name(), role.id(), "AGENCY-1", "usergroup-primero-cp");
        world.matching();  // is ready to answer
        add_user("peer_group", worker, "AGENCY-2", "usergroup-primero-cp");
        add_user("peer_agency", worker, "AGENCY-1", "usergroup-primero-ftr");
        add_user("far_away", worker, "AGENCY-2", "usergroup-primero-ftr");
    }

    /// The id of a case to which the user stands like that; "" when their role cannot.
    std::string case_for(const ConfiguredRole& role, Relation relation) {
        const auto id = world.create_case("super", {{"owned_by", owner_for(role, relation)}});
        if (relation != Relation::referred && relation != Relation::transfer_pending) return id;
        const bool refers = relation == Relation::referred;
        const auto shared =
            world.as("super").post("/api/v2/cases/" + id + (refers ? "/referrals" : "/transfers"),
                                   R"({"data":{"consent_overridden":true,"transitioned_to":")" +
                                       role.user_name() + R"("}})");
        const bool can_receive = role.has(refers ? "receive_referral" : "receive_transfer");
        EXPECT_EQ(shared.status, can_receive ? 200 : 422) << role.id() << " " << shared.body;
        return can_receive ? id : std::string();
    }

    int status_of(const ConfiguredRole& role, const Endpoint& endpoint, const std::string& id) {
        const auto filled = [&](std::string text) {
            if (const auto at = text.find("{id}"); at != std::string::npos) text.replace(at, 4, id);
            return text;
        };
        return world.as(role.user_name())
            .send(endpoint.method, "/api/v2" + filled(endpoint.path), filled(endpoint.body))
            .status;
    }

    World world;
    std::vector<ConfiguredRole> roles;

  private:
    static constexpr const char* worker = "role-cp-case-worker";

    static std::string owner_for(const ConfiguredRole& role, Relation relation) {
        if (relation == Relation::owner) return role.user_name();
        if (relation == Relation::group) return "peer_group";
        return relation == Relation::agency ? "peer_agency" : "far_away";
    }

    void add_user(const std::string& name, const std::string& role, const std::string& agency,
                  const std::string& group) {
        access::Users users(world.deployment().people_parts());
        const auto made =
            users.ensure_user(access::Actor::system(), {.user_name = name,
                                                        .full_name = "Invented " + name,
                                                        .role = RoleId(role),
                                                        .agency = AgencyId(agency),
                                                        .groups = {group},
                                                        .locale = "en",
                                                        .location = "EX01",
                                                        .password = SecretText(World::password())});
        if (!made) throw std::runtime_error(made.error().message.key + " " + made.error().field);
    }
};

TEST(RightsMatrix, EveryRoleGetsWhatTheTablesSayForEveryRelation) {
    Matrix matrix;
    std::size_t asked = 0;
    for (const auto& role : matrix.roles) {
        for (const auto relation : relations) {
            const auto id = matrix.case_for(role, relation);
            if (id.empty()) continue;
            for (const auto& endpoint : endpoints) {
                const auto status = matrix.status_of(role, endpoint, id);
                const bool is_allowed = std::ranges::count(endpoint.allowed, status) > 0;
                const bool is_right =
                    is_expected(role, relation, endpoint) ? is_allowed : status == 403;
                EXPECT_TRUE(is_right) << role.id() << " as " << name_of(relation) << ": "
                                      << endpoint.name << " gave " << status;
                ++asked;
            }
        }
    }
    EXPECT_GT(asked, 1000U);
}

}  // namespace
}  // namespace amparo::testing
