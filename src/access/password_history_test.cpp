// Passwords that were used before (administration.md §6.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/credentials.hpp"
#include "access/password_resets.hpp"

namespace amparo::access {
namespace {

using ::testing::ElementsAre;
using testing::problems;
using testing::World;

constexpr const char* used = "password errors.models.user.password_used_before";
constexpr crypto::PasswordCost cheap{.operations = 1, .memory_bytes = 8U << 20};

class PasswordHistoryTest : public ::testing::Test {
  protected:
    PasswordHistoryTest() {
        world.add("super", {.role = "role-superuser"});
        world.add("worker");
        remember(3);
    }
    /// As many last passwords as that are not taken again.
    void remember(std::size_t count) {
        users.reset();
        passwords.emplace(PasswordOptions{.cost = cheap, .remembered = count}, world.random);
        auto parts = world.parts();
        users.emplace(ServiceParts{.database = parts.database,
                                   .directory = parts.directory,
                                   .passwords = *passwords,
                                   .guard = parts.guard,
                                   .definitions = parts.definitions,
                                   .has_records_of_user = parts.has_records_of_user,
                                   .has_records_of_group = parts.has_records_of_group});
    }
    Result<Directory::UserPointer> set(const std::string& by, const std::string& password) {
        return users->update(
            world.as(by), world.id_of("worker"),
            {.input = {{"password", password}, {"password_confirmation", password}}});
    }
    std::size_t kept() {
        const auto credential = world.database->read([](store::Snapshot& snapshot) {
            return find_credential(snapshot, UserName("worker"));
        });
        return credential.value()->earlier.size();
    }

    World world;
    std::optional<Passwords> passwords;
    std::optional<Users> users;
};

TEST_F(PasswordHistoryTest, TheLastOnesAreNotTakenAgainAndOlderOnesAre) {
    EXPECT_THAT(problems(set("worker", testing::good_password)), ElementsAre(used));
    ASSERT_TRUE(set("worker", "second river bends"));
    ASSERT_TRUE(set("worker", "third river bends"));
    for (const auto* last : {"third river bends", "second river bends"})
        EXPECT_THAT(problems(set("worker", last)), ElementsAre(used)) << last;
    EXPECT_THAT(problems(set("worker", testing::good_password)), ElementsAre(used));
    ASSERT_TRUE(set("worker", "fourth river bends"));
    EXPECT_EQ(kept(), 2U) << "and the present one";
    EXPECT_TRUE(set("worker", testing::good_password)) << "three others came since";
}

TEST_F(PasswordHistoryTest, ALinkByMailIsNoWayAroundIt) {
    const auto token = issue_reset_token(*world.database, UserName("worker"));
    const auto reset = [&](const std::string& password) {
        return users->reset_password({.token = token.value(),
                                      .password = SecretText(password),
                                      .confirmation = SecretText(password),
                                      .remote_ip = world.client_ip});
    };
    EXPECT_THAT(problems(reset(testing::good_password)), ElementsAre(used));
    EXPECT_TRUE(reset("second river bends")) << "the link still works";
}

TEST_F(PasswordHistoryTest, NobodyLearnsByItWhatSomebodyElseUsed) {
    EXPECT_TRUE(set("super", testing::good_password));
    EXPECT_THAT(problems(set("worker", testing::good_password)), ElementsAre(used));
}

TEST_F(PasswordHistoryTest, WhereNothingIsAskedForNothingIsKept) {
    ASSERT_TRUE(set("worker", "second river bends"));
    EXPECT_EQ(kept(), 1U);
    remember(0);
    EXPECT_TRUE(set("worker", "second river bends"));
    EXPECT_EQ(kept(), 0U);
}

}  // namespace
}  // namespace amparo::access
