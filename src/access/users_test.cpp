#include "access/users.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/credentials.hpp"
#include "store/jobs.hpp"

namespace amparo::access {
namespace {

using ::testing::ElementsAre;
using testing::problems;
using testing::refusal;
using ::testing::UnorderedElementsAre;
using testing::World;

class UsersTest : public ::testing::Test {
  protected:
    UsersTest() {
        world.add("super", {.role = "role-superuser"});
        world.add("admin", {.role = "role-cp-administrator"});
        world.add("manager", {.role = "role-cp-manager"});
        world.add("worker");
    }
    json::Object body(const std::string& name) const {
        return {{"user_name", name},
                {"full_name", "Person " + name},
                {"role_unique_id", "role-cp-case-worker"},
                {"agency_id", agency_id("AGENCY-1")},
                {"user_group_unique_ids", json::Array{"usergroup-primero-cp"}},
                {"password", testing::good_password},
                {"password_confirmation", testing::good_password}};
    }
    std::int64_t agency_id(const std::string& id) const {
        return world.now()->agency(AgencyId(id))->id;
    }
    Result<Directory::UserPointer> update(const std::string& actor, const std::string& target,
                                          const json::Object& input) {
        return world.users->update(world.as(actor), world.id_of(target), {.input = input});
    }
    bool can_sign_in(const std::string& name, const std::string& password) {
        world.clock.advance(std::chrono::minutes(2));  // past the throttle
        return world.authenticator->sign_in(world.credentials(name, password)).has_value();
    }

    World world;
};

TEST_F(UsersTest, CreateStoresAUserWhoCanSignIn) {
    auto input = body(" Amina ");
    input["email"] = " Amina@Example.org ";
    input["unknown"] = 5;
    const auto made = world.users->create(world.as("super"), input);
    ASSERT_TRUE(made) << problems(made).size();
    EXPECT_EQ((*made)->user_name.text(), "amina");
    EXPECT_EQ((*made)->email, "amina@example.org");
    EXPECT_EQ((*made)->agency.text(), "AGENCY-1");
    EXPECT_EQ(json::string_or((*made)->attributes, "locale"), "en");
    EXPECT_FALSE((*made)->attributes.contains("password"));
    EXPECT_FALSE((*made)->attributes.contains("unknown"));
    EXPECT_EQ(world.now()->user((*made)->id), *made);
    EXPECT_TRUE(can_sign_in("amina", testing::good_password));
}

TEST_F(UsersTest, CreateNeedsTheRight) {
    for (const auto* name : {"worker", "manager"}) {
        EXPECT_EQ(refusal(world.users->create(world.as(name), body("new"))), Errc::forbidden);
    }
    EXPECT_EQ(world.now()->user("new"), nullptr);
}

TEST_F(UsersTest, CreateFindsEveryProblemAtOnce) {
    const auto made = world.users->create(world.system(),
                                          {{"user_name", "two words"},
                                           {"email", "nowhere"},
                                           {"password", "short"},
                                           {"password_confirmation", "other"},
                                           {"role_unique_id", "role-unknown"},
                                           {"agency_id", 999},
                                           {"user_group_unique_ids", json::Array{"group-unknown"}},
                                           {"locale", "xx"},
                                           {"location", "NOWHERE"}});
    EXPECT_EQ(refusal(made), Errc::invalid);
    EXPECT_THAT(
        problems(made),
        ElementsAre("full_name errors.models.user.full_name",
                    "user_name errors.models.user.user_name", "email errors.models.user.email",
                    "password_confirmation errors.models.user.password_mismatch",
                    "password errors.models.user.password_length",
                    "role errors.models.user.role_ids", "agency errors.models.user.organization",
                    "user_group_unique_ids errors.models.user.user_group_ids",
                    "locale errors.models.user.invalid_locale",
                    "location errors.models.user.location"));
}

TEST_F(UsersTest, CreateRefusesWrongTypesWithPointers) {
    const auto made = world.users->create(
        world.system(),
        {{"user_name", 5}, {"services", "a"}, {"disabled", "yes"}, {"phone", true}});
    EXPECT_EQ(refusal(made), Errc::invalid);
    EXPECT_THAT(problems(made), UnorderedElementsAre("/phone errors.invalid_record",
                                                     "/services errors.invalid_record",
                                                     "/user_name errors.invalid_record",
                                                     "/disabled errors.invalid_record"));
}

TEST_F(UsersTest, NamesAndAddressesAreUnique) {
    auto first = body("amina");
    first["email"] = "amina@example.org";
    ASSERT_TRUE(world.users->create(world.system(), first));
    auto second = body("AMINA");
    second["email"] = "Amina@Example.org";
    EXPECT_THAT(problems(world.users->create(world.system(), second)),
                ElementsAre("user_name errors.models.user.user_name_uniqueness",
                            "email errors.models.user.email_uniqueness"));
    EXPECT_THAT(problems(world.users->create(world.system(), body("System"))),
                ElementsAre("user_name errors.models.user.user_name_uniqueness"));
}

TEST_F(UsersTest, ServicesComeFromTheAgencyUnlessSent) {
    world.rewrite(agency_kind, "AGENCY-1", {{"services", json::Array{"health"}}});
    const auto made = world.users->create(world.system(), body("amina"));
    EXPECT_EQ(json::string_list((*made)->attributes, "services"),
              std::vector<std::string>{"health"});
    auto own = body("bashir");
    own["services"] = json::Array{"food"};
    const auto other = world.users->create(world.system(), own);
    EXPECT_EQ(json::string_list((*other)->attributes, "services"),
              std::vector<std::string>{"food"});
}

TEST_F(UsersTest, FindIsForOneselfAndForWhoMayRead) {
    EXPECT_TRUE(world.users->find(world.as("worker"), world.id_of("worker")));
    EXPECT_EQ(refusal(world.users->find(world.as("worker"), world.id_of("manager"))),
              Errc::forbidden);
    EXPECT_TRUE(world.users->find(world.as("manager"), world.id_of("worker")));
    EXPECT_EQ(refusal(world.users->find(world.as("manager"), world.id_of("super"))),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->find(world.as("manager"), 999)), Errc::not_found);
    EXPECT_EQ(refusal(world.users->find(world.as("worker"), 999)), Errc::forbidden)
        << "whether the user exists is not told";
}

TEST_F(UsersTest, OnTheOwnAccountOnlyOnesOwnMembersCount) {
    const auto changed = update("worker", "worker",
                                {{"full_name", "Other"},
                                 {"phone", "555"},
                                 {"role_unique_id", "role-superuser"},
                                 {"agency_id", agency_id("AGENCY-2")},
                                 {"user_group_unique_ids", json::Array{"usergroup-primero-ftr"}},
                                 {"user_name", "boss"},
                                 {"disabled", true}});
    ASSERT_TRUE(changed);
    EXPECT_EQ((*changed)->full_name, "Other");
    EXPECT_EQ((*changed)->role.text(), "role-cp-case-worker");
    EXPECT_EQ((*changed)->agency.text(), "AGENCY-1");
    EXPECT_EQ((*changed)->groups, std::vector<std::string>{"usergroup-primero-cp"});
    EXPECT_EQ((*changed)->user_name.text(), "worker");
    EXPECT_FALSE((*changed)->disabled);
}

TEST_F(UsersTest, OwnSettingsHaveALength) {
    const auto with = [&](std::size_t length) {
        return update("worker", "worker",
                      {{"settings", json::Object{{"theme", std::string(length, 'a')}}}});
    };
    EXPECT_TRUE(with(1000).has_value());
    EXPECT_EQ(refusal(with(100'000)), Errc::invalid);
    EXPECT_EQ(refusal(update("super", "worker",
                             {{"services", json::Array{json::Value(std::string(2000, 'a'))}}})),
              Errc::invalid);
}

TEST_F(UsersTest, UpdateKeepsWhatIsNotSentAndClearsWithNull) {
    ASSERT_TRUE(update("super", "worker", {{"phone", "555"}, {"position", "Officer"}}));
    const auto changed = update("super", "worker", {{"phone", nullptr}});
    ASSERT_TRUE(changed);
    EXPECT_FALSE((*changed)->attributes.contains("phone"));
    EXPECT_EQ(json::string_or((*changed)->attributes, "position"), "Officer");
    const auto emptied = update("super", "worker", {{"user_group_unique_ids", json::Array()}});
    EXPECT_TRUE((*emptied)->groups.empty());
}

TEST_F(UsersTest, UpdateWithAStaleRevisionIsRefused) {
    const auto before = world.now()->user("worker");
    ASSERT_TRUE(update("super", "worker", {{"phone", "555"}}));
    const auto stale =
        world.users->update(world.as("super"), before->id,
                            {.input = {{"phone", "666"}}, .expected_revision = before->revision});
    EXPECT_EQ(refusal(stale), Errc::precondition_failed);
    EXPECT_EQ(json::string_or(world.now()->user("worker")->attributes, "phone"), "555");
}

TEST_F(UsersTest, DisablingEndsSessionsAndLogins) {
    const auto signed_in =
        world.authenticator->sign_in(world.credentials("worker", testing::good_password));
    ASSERT_TRUE(signed_in);
    const auto& token = signed_in->started.token;
    ASSERT_TRUE(world.authenticator->resume(token));
    ASSERT_TRUE(update("super", "worker", {{"disabled", true}}));
    EXPECT_EQ(refusal(world.authenticator->resume(token)), Errc::unauthenticated);
    EXPECT_FALSE(can_sign_in("worker", testing::good_password));
    ASSERT_TRUE(update("super", "worker", {{"disabled", false}}));
    EXPECT_EQ(refusal(world.authenticator->resume(token)), Errc::unauthenticated)
        << "the old session does not come back";
    EXPECT_TRUE(can_sign_in("worker", testing::good_password));
}

TEST_F(UsersTest, AnOwnNewPasswordKeepsThisSessionAndEndsTheOthers) {
    Sessions several(*world.database, {.parallel_max = 3});
    const auto here = several.start(UserName("worker"), {});
    const auto there = several.start(UserName("worker"), {});
    ASSERT_TRUE(here && there);
    const auto changed =
        world.users->update(world.as("worker"), world.id_of("worker"),
                            {.input = {{"password", "another quiet river"},
                                       {"password_confirmation", "another quiet river"}},
                             .session_id = here->session.id});
    ASSERT_TRUE(changed);
    EXPECT_TRUE(several.resume(here->token));
    EXPECT_EQ(refusal(several.resume(there->token)), Errc::unauthenticated);
    EXPECT_FALSE(can_sign_in("worker", testing::good_password));
    EXPECT_TRUE(can_sign_in("worker", "another quiet river"));
}

TEST_F(UsersTest, APasswordSetBySomebodyElseMustBeChanged) {
    const json::Object input{{"password", "another quiet river"},
                             {"password_confirmation", "another quiet river"}};
    const auto must_change = [&] {
        world.clock.advance(std::chrono::minutes(2));
        return world.authenticator->sign_in(world.credentials("worker", "another quiet river"))
            ->must_change_password;
    };
    const auto still = [&] {
        return *world.authenticator->must_change_password(world.as("worker"));
    };
    ASSERT_TRUE(update("super", "worker", input));
    EXPECT_TRUE(must_change());
    EXPECT_TRUE(still()) << "also when a session goes on";
    EXPECT_TRUE(owes_own_password(*world.now()->user("worker")));
    EXPECT_THAT(problems(update("worker", "worker", input)),
                ElementsAre("password errors.models.user.password_used_before"));
    ASSERT_TRUE(update(
        "worker", "worker",
        {{"password", "seven herons cross"}, {"password_confirmation", "seven herons cross"}}));
    EXPECT_FALSE(still());
    EXPECT_FALSE(owes_own_password(*world.now()->user("worker")));
}

TEST_F(UsersTest, AnEmptyPasswordChangesNothing) {
    ASSERT_TRUE(update("super", "worker", {{"password", ""}, {"password_confirmation", ""}}));
    EXPECT_TRUE(can_sign_in("worker", testing::good_password));
    EXPECT_THAT(problems(update("super", "worker", {{"password", "another quiet river"}})),
                ElementsAre("password_confirmation errors.models.user.password_confirmation"));
}

TEST_F(UsersTest, MovingAUserRewritesTheirRecordsLater) {
    const auto jobs = [&] {
        return world.database
            ->read([](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {}); })
            .value();
    };
    ASSERT_TRUE(update("super", "worker", {{"phone", "555"}}));
    EXPECT_TRUE(jobs().empty());
    ASSERT_TRUE(update("super", "worker",
                       {{"user_group_unique_ids", json::Array{"usergroup-primero-ftr"}}}));
    ASSERT_EQ(jobs().size(), 1U);
    EXPECT_EQ(jobs()[0].kind, rewrite_owner_fields_job);
    EXPECT_EQ(json::string_or(jobs()[0].payload, "user_name"), "worker");
}

TEST_F(UsersTest, ANameMayChangeUntilRecordsKnowIt) {
    world.named_in_records = {"worker"};
    EXPECT_EQ(refusal(update("super", "worker", {{"user_name", "renamed"}})), Errc::conflict);
    world.named_in_records.clear();
    const auto id = world.id_of("worker");
    ASSERT_TRUE(update("super", "worker", {{"user_name", "renamed"}}));
    EXPECT_EQ(world.now()->user("worker"), nullptr);
    EXPECT_EQ(world.id_of("renamed"), id);
    EXPECT_TRUE(can_sign_in("renamed", testing::good_password));
    EXPECT_FALSE(can_sign_in("worker", testing::good_password));
}

TEST_F(UsersTest, RemoveIsForWhoManagesAndForNobodysOwnerOnly) {
    const auto id = world.id_of("worker");
    EXPECT_EQ(refusal(world.users->remove(world.as("admin"), id, {})), Errc::forbidden);
    world.named_in_records = {"worker"};
    EXPECT_EQ(refusal(world.users->remove(world.as("super"), id, {})), Errc::conflict);
    world.named_in_records.clear();
    EXPECT_EQ(refusal(world.users->remove(world.as("super"), world.id_of("super"), {})),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->remove(world.as("super"), id, 99)), Errc::precondition_failed);
    ASSERT_TRUE(world.users->remove(world.as("super"), id, {}));
    EXPECT_EQ(world.now()->user("worker"), nullptr);
    EXPECT_FALSE(can_sign_in("worker", testing::good_password));
    EXPECT_GT(world.add("worker")->id, id) << "numbers are not given twice";
}

TEST_F(UsersTest, MaximumUsersCountsOnlyStandardOnes) {
    auto settings = world.definitions->system_settings();
    EXPECT_FALSE(maximum_users(*world.definitions));
    forms::Definitions::Source source;
    source.system_settings = {{"system_options", json::Object{{"maximum_users", 5}}},
                              {"locales", json::Array{"en"}},
                              {"default_locale", "en"}};
    const auto limited = forms::Definitions::load(std::move(source));
    ASSERT_TRUE(limited);
    world.definitions = *limited;
    EXPECT_EQ(world.users->capacity().maximum, 5);
    EXPECT_EQ(world.users->capacity().total_enabled, 4U);
    ASSERT_TRUE(world.users->create(world.system(), body("fifth")));
    EXPECT_THAT(problems(world.users->create(world.system(), body("sixth"))),
                ElementsAre("base users.alerts.limit_user_reached"));
    world.rewrite(role_kind, "role-referral", {{"user_category", "system"}});
    auto uncounted = body("sixth");
    uncounted["role_unique_id"] = "role-referral";
    EXPECT_TRUE(world.users->create(world.system(), uncounted));
    ASSERT_TRUE(update("super", "worker", {{"disabled", true}}));
    ASSERT_TRUE(world.users->create(world.system(), body("seventh")));
    EXPECT_THAT(problems(update("super", "worker", {{"disabled", false}})),
                ElementsAre("base users.alerts.limit_user_reached_on_enable"));
}

TEST_F(UsersTest, ListFiltersSortsAndPages) {
    const auto names = [&](const std::string& actor, const UserQuery& query) {
        std::vector<std::string> found;
        const auto page = world.users->list(world.as(actor), query);
        if (!page) return found;
        for (const auto& user : page->users) found.push_back(user->user_name.text());
        return found;
    };
    const PageRequest by_name{.order_by = "user_name"};
    EXPECT_THAT(names("admin", {.page = by_name}), ElementsAre("admin", "manager", "worker"));
    EXPECT_THAT(names("super", {.text = "WORK", .page = by_name}), ElementsAre("worker"));
    EXPECT_THAT(names("super", {.text = "person", .page = by_name}).size(), 4U);
    EXPECT_THAT(names("super", {.roles = {world.role_id("role-cp-manager")}}),
                ElementsAre("manager"));
    EXPECT_THAT(names("super", {.agencies = {agency_id("AGENCY-2")}}), ElementsAre());
    EXPECT_THAT(names("super", {.ids = {world.id_of("admin")}}), ElementsAre("admin"));
    ASSERT_TRUE(update("super", "worker", {{"disabled", true}}));
    EXPECT_THAT(names("super", {.disabled = true}), ElementsAre("worker"));
    EXPECT_THAT(names("super", {.page = {.page = 2, .per = 3, .order_by = "user_name"}}),
                ElementsAre("worker"));
    EXPECT_THAT(
        names(
            "super",
            {.page = {.per = 1, .order_by = "user_name", .order = PageRequest::Order::descending}}),
        ElementsAre("worker"));
    EXPECT_EQ(world.users->list(world.as("super"), {.page = {.per = 1}})->total, 4U);
}

TEST_F(UsersTest, ListRefusesWhomItMustAndWhatItDoesNotKnow) {
    EXPECT_EQ(refusal(world.users->list(world.as("worker"), {})), Errc::forbidden);
    EXPECT_EQ(refusal(world.users->list(world.as("super"), {.page = {.order_by = "password"}})),
              Errc::invalid);
    EXPECT_EQ(refusal(world.users->list(world.as("super"), {.page = {.page = 0}})), Errc::invalid);
}

TEST_F(UsersTest, DisablingManySkipsOneselfAndTheLastSuperUser) {
    EXPECT_EQ(refusal(world.users->disable_matching(world.as("admin"), {.text = "person"})),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->disable_matching(world.as("super"), {})), Errc::invalid);
    world.add("super2", {.role = "role-superuser"});
    const auto changed = world.users->disable_matching(world.as("super"), {.text = "person"});
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->size(), 4U);
    EXPECT_FALSE(world.now()->user("super")->disabled);
    EXPECT_TRUE(world.now()->user("worker")->disabled);
}

TEST_F(UsersTest, EnsureUserLeavesAnExistingOneAlone) {
    const NewUser wanted{.user_name = "worker",
                         .full_name = "Somebody Else",
                         .role = RoleId("role-superuser"),
                         .agency = AgencyId("AGENCY-2"),
                         .password = SecretText("quite another thing")};
    const auto user = world.users->ensure_user(world.system(), wanted);
    ASSERT_TRUE(user);
    EXPECT_EQ((*user)->full_name, "Person worker");
    EXPECT_TRUE(can_sign_in("worker", testing::good_password));
    EXPECT_EQ(refusal(world.users->ensure_user(world.as("worker"), wanted)), Errc::forbidden);
}

TEST_F(UsersTest, SetPasswordAndImportAreForThoseWhoMay) {
    const SecretText next("a new quiet river");
    EXPECT_EQ(refusal(world.users->set_password(world.as("worker"), UserName("manager"), next)),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->set_password(world.system(), UserName("nobody"), next)),
              Errc::not_found);
    EXPECT_EQ(
        refusal(world.users->set_password(world.system(), UserName("worker"), SecretText("short"))),
        Errc::invalid);
    ASSERT_TRUE(world.users->set_password(world.system(), UserName("worker"), next));
    EXPECT_TRUE(can_sign_in("worker", "a new quiet river"));
    EXPECT_EQ(refusal(world.users->import_password_hash(world.as("super"), UserName("worker"),
                                                        "$2b$04$x")),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->import_password_hash(world.system(), UserName("worker"), "md5")),
              Errc::invalid);
}

}  // namespace
}  // namespace amparo::access
