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

/// What an endpoint asks (§1.7): one of `rights` on the type, in scope when `on_record`, with
/// `read` as well when `with_read`.
struct Endpoint {
    const char* name;
    const char* method;
    const char* path;  // {id} is the case
    const char* body;
    std::vector<const char*> rights;
    bool on_record;
    bool with_read;
    std::vector<int> allowed;  // statuses of those who may; the calls are chosen to change nothing
};

const std::vector<Endpoint>& endpoints() {
    constexpr auto* nobody = R"({"data":{"transitioned_to":"nobody","consent_overridden":false}})";
    constexpr auto* service = R"({"data":{"transitioned_to":"nobody","service_record_id":"none"}})";
    constexpr auto* accept = R"({"data":{"status":"accepted"}})";
    constexpr auto* many = R"({"data":{"transitioned_to":"nobody","filters":{"status":["open"]}}})";
    static const std::vector<Endpoint> all{
        {"show", "GET", "/cases/{id}", "", {"read"}, true, false, {200}},
        {"update", "PATCH", "/cases/{id}", R"({"data":{}})", {"write"}, true, false, {200}},
        {"list", "GET", "/cases", "", {"read"}, false, false, {200}},
        {"history", "GET", "/cases/{id}/record_history", "", {"change_log"}, true, true, {200}},
        {"access log", "GET", "/cases/{id}/access_log", "", {"access_log"}, true, true, {200}},
        {"transitions", "GET", "/cases/{id}/transitions", "", {"read"}, true, false, {200}},
        {"assigns", "GET", "/cases/{id}/assigns", "", {"read"}, true, false, {200}},
        {"referrals", "GET", "/cases/{id}/referrals", "", {"read"}, true, false, {200}},
        {"transfers", "GET", "/cases/{id}/transfers", "", {"read"}, true, false, {200}},
        {"requests", "GET", "/cases/{id}/transfer_requests", "", {"read"}, true, false, {200}},
        {"assign",
         "POST",
         "/cases/{id}/assigns",
         nobody,
         {"assign", "assign_within_agency", "assign_within_user_group"},
         true,
         false,
         {422}},
        {"refer", "POST", "/cases/{id}/referrals", nobody, {"referral"}, true, false, {422}},
        {"refer from service",
         "POST",
         "/cases/{id}/referrals",
         service,
         {"referral", "referral_from_service"},
         true,
         false,
         {422}},
        {"transfer", "POST", "/cases/{id}/transfers", nobody, {"transfer"}, true, false, {422}},
        {"answer referral",
         "PATCH",
         "/cases/{id}/referrals/7f0d7a6e-1111-4222-8333-944455566677",
         accept,
         {"read"},
         true,
         false,
         {404}},
        {"revoke referral",
         "DELETE",
         "/cases/{id}/referrals/7f0d7a6e-1111-4222-8333-944455566677",
         "",
         {"write", "receive_referral", "remove_assigned_users"},
         true,
         false,
         {404}},
        {"answer transfer",
         "PATCH",
         "/cases/{id}/transfers/7f0d7a6e-1111-4222-8333-944455566677",
         accept,
         {"read"},
         true,
         false,
         {404}},
        {"answer request",
         "PATCH",
         "/cases/{id}/transfer_requests/7f0d7a6e-1111-4222-8333-944455566677",
         accept,
         {"read"},
         true,
         false,
         {404}},
        {"assign many",
         "POST",
         "/cases/assigns",
         many,
         {"assign", "assign_within_agency", "assign_within_user_group"},
         false,
         true,
         {422}},
        {"refer many",
         "POST",
         "/cases/referrals",
         R"({"data":{"ids":[],"transitioned_to":"nobody"}})",
         {"referral"},
         false,
         false,
         {200}},
        {"transfer many",
         "POST",
         "/cases/transfers",
         R"({"data":{"ids":[],"transitioned_to":"nobody"}})",
         {"transfer"},
         false,
         false,
         {200}},
        {"assign to",
         "GET",
         "/users/assign-to?record_type=case",
         "",
         {"assign", "assign_within_agency", "assign_within_user_group"},
         false,
         false,
         {200}},
        {"transfer to",
         "GET",
         "/users/transfer-to?record_type=case",
         "",
         {"transfer"},
         false,
         false,
         {200}},
        {"refer to",
         "GET",
         "/users/refer-to?record_type=case",
         "",
         {"referral", "referral_from_service"},
         false,
         false,
         {200}},
        {"request transfer",
         "POST",
         "/cases/{id}/transfer_requests",
         R"({"data":{"notes":"n"}})",
         {"request_transfer"},
         false,
         false,
         {200, 422}},
    };
    return all;
}

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
    bool has(std::string_view action) const {
        const auto* permissions = json::find_object(role_, "permissions");
        const auto actions = json::string_list(*permissions, "case");
        return std::ranges::count(actions, action) > 0 || std::ranges::count(actions, "manage") > 0;
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
    return std::ranges::any_of(endpoint.rights, [&](std::string_view right) {
        if (!role.has(right)) return false;
        if (!endpoint.on_record) return true;
        const bool only_looks = right == "read";
        return role.reaches(relation) && (only_looks || !is_for_reading(role, relation));
    });
}

/// The people and cases of the matrix.
class Matrix {
  public:
    Matrix() : roles(configured_roles()) {
        for (const auto& role : roles)
            add_user(role.user_name(), role.id(), "AGENCY-1", "usergroup-primero-cp");
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
        std::string path = std::string("/api/v2") + endpoint.path;
        if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, id);
        return world.as(role.user_name()).send(endpoint.method, path, endpoint.body).status;
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
            for (const auto& endpoint : endpoints()) {
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
