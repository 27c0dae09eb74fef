#include <gtest/gtest.h>

#include "access/actor.hpp"
#include "access/default_roles_test_support.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::access {
namespace {

using testing::actor_with;
using testing::role_on;

/// A record as far as scope looks at it.
struct Placed {
    std::string_view where;
    json::Object data;
    bool is_mine, is_my_groups, is_my_agencys, is_identified_by_me;
};

std::vector<Placed> placed_records() {
    const auto record = [](const char* user, const char* group, const char* agency,
                           const char* identified) {
        return json::Object{{"owned_by", "somebody"},
                            {"associated_user_names", json::Array{"somebody", user}},
                            {"associated_user_groups", json::Array{group, "group-z"}},
                            {"associated_user_agencies", json::Array{agency}},
                            {"identified_by", identified}};
    };
    return {
        {"mine", record("worker", "group-a", "agency-a", ""), true, true, true, false},
        {"my group's", record("other", "group-a", "agency-b", ""), false, true, false, false},
        {"my agency's", record("other", "group-b", "agency-a", ""), false, false, true, false},
        {"about me", record("other", "group-b", "agency-b", "worker"), false, false, false, true},
        {"nobody's", record("other", "group-b", "agency-b", ""), false, false, false, false},
        {"empty", json::Object{}, false, false, false, false},
        {"misshapen", json::Object{{"associated_user_names", 5}, {"identified_by", json::Array{}}},
         false, false, false, false},
    };
}

/// The oracle: what the permission table of a configured role says, in its own words.
class Oracle {
  public:
    explicit Oracle(const json::Object& configured)
        : permissions_(*json::find_object(configured, "permissions")),
          scope_(json::string_or(configured, "group_permission")) {}

    bool grants(const std::string& resource, const std::string& action) const {
        const auto listed = [&](const std::string& wanted) {
            const auto actions = json::string_list(permissions_, resource);
            return std::ranges::find(actions, wanted) != actions.end();
        };
        if (listed(action)) return true;
        const bool restricts =
            action == "service_own_entries_only" || action == "manage_restricted";
        if (listed("manage") && !restricts) return true;
        if (action == "update") return listed("write");
        if (action == "index") return listed("read");
        return false;
    }

    bool covers(const Placed& record) const {
        if (scope_ == "all") return true;
        if (scope_ == "group") return record.is_my_groups;
        if (scope_ == "agency") return record.is_my_agencys;
        if (scope_ == "identified") return record.is_identified_by_me;
        return record.is_mine;
    }

  private:
    const json::Object& permissions_;
    std::string scope_;
};

/// Everything a caller can ask of a type: the catalogue, and what its actions stand for.
std::vector<std::string> actions_of(std::string_view type) {
    const auto listed = find_resource(type)->actions;
    std::vector<std::string> actions(listed.begin(), listed.end());
    actions.insert(actions.end(), {"update", "index"});
    return actions;
}

/// Walks one role over all types, actions and records; counts what was granted and refused.
struct Walk {
    std::size_t granted = 0;
    std::size_t refused = 0;

    void role(const json::Object& configured) {
        const Oracle oracle(configured);
        const auto actor = actor_with(std::make_shared<Role>(*read_role(configured)));
        for (const auto type : record_types()) {
            for (const auto& name : actions_of(type)) action(oracle, actor, type, name);
        }
    }

  private:
    void action(const Oracle& oracle, const Actor& actor, std::string_view type,
                const std::string& name) {
        const bool allowed = oracle.grants(std::string(type), name);
        EXPECT_EQ(actor.can(type, name), allowed) << type << " " << name;
        const bool is_reading = name == "read" || name == "index" || name == "access_log";
        const bool is_shared = type == "registry_record" && is_reading;
        for (const auto& record : placed_records()) {
            const bool expected = allowed && (is_shared || oracle.covers(record));
            EXPECT_EQ(may(actor, name, type, record.data), expected)
                << actor.role().unique_id.text() << " " << type << " " << name << " "
                << record.where;
            ++(expected ? granted : refused);
        }
    }
};

TEST(Scope, FollowsThePermissionTableForEveryRoleActionAndRecord) {
    Walk walk;
    for (auto configured : testing::configured_roles()) {
        for (const auto* scope : {"self", "group", "agency", "all", "admin_only", "identified"}) {
            configured["group_permission"] = scope;
            walk.role(configured);
        }
    }
    EXPECT_GT(walk.granted, 1000U);
    EXPECT_GT(walk.refused, 1000U);
}

TEST(Scope, OfAListAgreesWithTheSingleRecord) {
    for (const auto kind : {ScopeKind::self, ScopeKind::group, ScopeKind::agency, ScopeKind::all,
                            ScopeKind::admin_only, ScopeKind::identified}) {
        const auto actor = actor_with(role_on("case", {"read"}, kind));
        const auto scope = scope_of(actor, "case", Reach::own);
        for (const auto& record : placed_records()) {
            bool listed = scope.kind == Scope::Kind::all;
            for (const auto& value : scope.values) {
                const auto values = json::string_list(record.data, scope.field);
                listed = listed || std::ranges::find(values, value) != values.end() ||
                         json::string_or(record.data, scope.field) == value;
            }
            EXPECT_EQ(listed, in_scope(actor, "case", record.data)) << record.where;
        }
    }
}

TEST(Scope, WithoutReadIsNothing) {
    const auto writer = actor_with(role_on("case", {"write"}, ScopeKind::all));
    EXPECT_EQ(scope_of(writer, "case", Reach::own).kind, Scope::Kind::none);
    EXPECT_EQ(scope_of(writer, "case", Reach::search).kind, Scope::Kind::none);
    const auto reader = actor_with(role_on("case", {"read"}, ScopeKind::all));
    EXPECT_EQ(scope_of(reader, "case", Reach::own).kind, Scope::Kind::all);
    EXPECT_EQ(scope_of(reader, "incident", Reach::own).kind, Scope::Kind::none);
    EXPECT_EQ(scope_of(reader, "user", Reach::own).kind, Scope::Kind::none);
}

TEST(Scope, OfASearchIsLiftedOnlyWithTheRight) {
    const auto plain = actor_with(role_on("case", {"read"}));
    EXPECT_EQ(scope_of(plain, "case", Reach::search).kind, Scope::Kind::any_of);
    const auto searcher = actor_with(role_on("case", {"read", "search_owned_by_others"}));
    EXPECT_EQ(scope_of(searcher, "case", Reach::search).kind, Scope::Kind::all);
    EXPECT_EQ(scope_of(searcher, "case", Reach::own).field, "associated_user_names");
    for (const auto& record : placed_records()) {
        EXPECT_EQ(in_scope(searcher, "case", record.data), record.is_mine) << record.where;
    }
}

TEST(Scope, FallsBackToOneselfWithoutGroupOrAgency) {
    auto user = testing::invented_user("worker");
    user->groups.clear();
    user->agency = AgencyId();
    for (const auto kind : {ScopeKind::group, ScopeKind::agency}) {
        const Actor actor(user, role_on("case", {"read"}, kind));
        const auto scope = scope_of(actor, "case", Reach::own);
        EXPECT_EQ(scope.field, "associated_user_names");
        EXPECT_EQ(scope.values, std::vector<std::string>{"worker"});
        for (const auto& record : placed_records()) {
            EXPECT_EQ(in_scope(actor, "case", record.data), record.is_mine) << record.where;
        }
    }
}

TEST(Scope, OfRegistryRecordsFollowsTheSetting) {
    const auto role = role_on("registry_record", {"read", "write"});
    const auto user = testing::invented_user("worker");
    const Actor open(user, role);
    const Actor closed(user, role, ScopePolicy::read({{"registry_scope", "owned"}}));
    EXPECT_EQ(scope_of(open, "registry_record", Reach::own).kind, Scope::Kind::all);
    EXPECT_EQ(scope_of(closed, "registry_record", Reach::own).kind, Scope::Kind::any_of);
    for (const auto& record : placed_records()) {
        EXPECT_TRUE(may(open, "read", "registry_record", record.data)) << record.where;
        EXPECT_EQ(may(open, "update", "registry_record", record.data), record.is_mine);
        EXPECT_EQ(may(closed, "read", "registry_record", record.data), record.is_mine);
    }
}

TEST(Scope, OfADisabledOrUnverifiedUserIsNothing) {
    for (const auto blocked : {&User::disabled, &User::unverified}) {
        auto user = testing::invented_user("worker");
        (*user).*blocked = true;
        const Actor actor(user, testing::default_role("role-superuser"));
        EXPECT_FALSE(actor.can("case", "read"));
        EXPECT_FALSE(actor.holds("case", "manage"));
        EXPECT_EQ(scope_of(actor, "case", Reach::own).kind, Scope::Kind::none);
        EXPECT_FALSE(may(actor, "read", "case", placed_records()[0].data));
    }
}

TEST(Scope, OfTheSystemIsEverything) {
    const auto actor = Actor::system();
    EXPECT_TRUE(actor.is_system());
    EXPECT_EQ(actor.name().text(), "system");
    EXPECT_EQ(scope_of(actor, "case", Reach::own).kind, Scope::Kind::all);
    EXPECT_TRUE(may(actor, "update", "family", {}));
    EXPECT_FALSE(actor.holds("case", "service_own_entries_only"));
    EXPECT_FALSE(may(actor, "read", "spell", {}));
}

TEST(Status, MovesOnlyWithTheActionOfItsDirection) {
    const auto writer = actor_with(role_on("case", {"write"}));
    EXPECT_TRUE(may_change_status(writer, "case", "open", "open"));
    EXPECT_FALSE(may_change_status(writer, "case", "open", "closed"));
    EXPECT_FALSE(may_change_status(writer, "case", "open", "duplicate"));
    EXPECT_FALSE(may_change_status(writer, "case", "closed", "open"));
    EXPECT_TRUE(may_change_status(writer, "case", "identified", "open"));
    const auto closer = actor_with(role_on("case", {"close"}));
    EXPECT_TRUE(may_change_status(closer, "case", "open", "closed"));
    EXPECT_FALSE(may_change_status(closer, "case", "closed", "open"));
    const auto reopener = actor_with(role_on("case", {"reopen"}));
    EXPECT_FALSE(may_change_status(reopener, "case", "open", "closed"));
    EXPECT_TRUE(may_change_status(reopener, "case", "closed", "open"));
    EXPECT_TRUE(may_change_status(actor_with(role_on("incident", {"write"})), "incident", "open",
                                  "closed"));
    EXPECT_FALSE(
        may_change_status(actor_with(role_on("incident", {"read"})), "incident", "open", "closed"));
}

}  // namespace
}  // namespace amparo::access
