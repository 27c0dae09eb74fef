#include "access/authenticator.hpp"

#include <crypt.h>
#include <gtest/gtest.h>

#include <thread>

#include "access/access_test_support.hpp"
#include "access/credentials.hpp"

namespace amparo::access {
namespace {

using namespace std::chrono_literals;
using testing::good_password;
using testing::refusal;
using testing::World;

/// No throttle, so that failures can be counted.
const World::Options unthrottled{.sessions = {},
                                 .limits = {.per_name_minute = 0, .per_address_minute = 0}};

template <class T>
std::string message(const Result<T>& result) {
    return result ? "signed in" : result.error().message.key;
}

class SignIn : public ::testing::Test {
  protected:
    SignIn() : world(unthrottled) { world.add("ana"); }
    auto sign_in(const std::string& name, const std::string& password) {
        return world.authenticator->sign_in(world.credentials(name, password));
    }
    auto basic(const std::string& name, const std::string& password) {
        return world.authenticator->verify_basic(world.credentials(name, password));
    }
    void fail(int times, const std::string& name = "ana") {
        for (int count = 0; count < times; ++count) {
            EXPECT_EQ(refusal(sign_in(name, "wrong password")), Errc::unauthenticated);
        }
    }
    Credential credential(const std::string& name) {
        return world.database
            ->read([&](store::Snapshot& snapshot) {
                return find_credential(snapshot, UserName(name));
            })
            .value()
            .value();
    }
    World world;
};

TEST_F(SignIn, OpensASessionForTheRightPassword) {
    const auto signed_in = sign_in(" ANA ", good_password);
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(signed_in->actor.name().text(), "ana");
    EXPECT_EQ(signed_in->actor.role().unique_id.text(), "role-cp-case-worker");
    const auto resumed = world.authenticator->resume(signed_in->started.token);
    ASSERT_TRUE(resumed);
    EXPECT_EQ(resumed->actor.name().text(), "ana");
}

TEST_F(SignIn, RefusalsReadTheSameWhateverIsWrong) {
    world.add("disabled");
    world.add("unverified");
    world.add("locked");
    world.add("passwordless");
    world.rewrite(user_kind, "disabled", {{"disabled", true}});
    world.rewrite(user_kind, "unverified", {{"unverified", true}});
    fail(6, "locked");
    const auto removed = world.database->write([&](store::Transaction& transaction) {
        return remove_credential(transaction, UserName("passwordless"), "system");
    });
    ASSERT_TRUE(removed);
    const auto wrong = sign_in("ana", "wrong password");
    ASSERT_FALSE(wrong);
    for (const auto& refused :
         {sign_in("nobody", good_password), sign_in("disabled", good_password),
          sign_in("unverified", good_password), sign_in("locked", good_password),
          sign_in("passwordless", ""), sign_in("", ""), sign_in("ana", "")}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, wrong.error().code);
        EXPECT_EQ(message(refused), message(wrong));
        EXPECT_EQ(refused.error().field, wrong.error().field);
        EXPECT_TRUE(refused.error().internal.empty());
    }
}

TEST_F(SignIn, EveryRefusalCostsExactlyOneHash) {
    world.add("disabled");
    world.add("locked");
    world.rewrite(user_kind, "disabled", {{"disabled", true}});
    fail(6, "locked");
    for (const auto* name : {"ana", "nobody", "disabled", "locked", ""}) {
        const auto before = world.passwords->hashes_computed();
        EXPECT_FALSE(sign_in(name, "wrong password"));
        EXPECT_EQ(world.passwords->hashes_computed(), before + 1) << name;
        EXPECT_FALSE(basic(name, "wrong password"));
        EXPECT_EQ(world.passwords->hashes_computed(), before + 2) << name;
    }
}

TEST_F(SignIn, LocksAfterSixFailuresForHalfAnHour) {
    fail(5);
    EXPECT_TRUE(sign_in("ana", good_password)) << "five are forgiven";
    fail(6);
    EXPECT_EQ(refusal(sign_in("ana", good_password)), Errc::unauthenticated);
    world.clock.advance(29min + 59s);
    EXPECT_FALSE(sign_in("ana", good_password));
    world.clock.advance(1s);
    EXPECT_TRUE(sign_in("ana", good_password));
}

TEST_F(SignIn, LocksLongerEachTimeUntilASuccess) {
    fail(6);
    world.clock.advance(30min);
    fail(6);
    world.clock.advance(30min);
    EXPECT_FALSE(sign_in("ana", good_password)) << "an hour the second time";
    world.clock.advance(30min);
    EXPECT_TRUE(sign_in("ana", good_password));
    fail(6);
    world.clock.advance(30min);
    EXPECT_TRUE(sign_in("ana", good_password)) << "the success started anew";
}

TEST_F(SignIn, FailuresWhileLockedDoNotProlongTheLock) {
    fail(6);
    fail(20);
    world.clock.advance(30min);
    EXPECT_TRUE(sign_in("ana", good_password));
}

TEST_F(SignIn, AnAdministratorUnlocks) {
    world.add("super", {.role = "role-superuser"});
    fail(6);
    ASSERT_FALSE(sign_in("ana", good_password));
    EXPECT_EQ(refusal(world.users->unlock(world.as("ana"), world.id_of("ana"))), Errc::forbidden);
    ASSERT_TRUE(world.users->unlock(world.as("super"), world.id_of("ana")));
    EXPECT_TRUE(sign_in("ana", good_password));
}

TEST_F(SignIn, LocksCountOnEveryNode) {
    fail(3);
    SignInGuard other_guard(*world.database, unthrottled.limits);
    Authenticator other_node({*world.database, *world.directory, *world.passwords, *world.sessions,
                              other_guard, *world.factors});
    for (int count = 0; count < 3; ++count) {
        EXPECT_FALSE(other_node.sign_in(world.credentials("ana", "wrong password")));
    }
    EXPECT_FALSE(sign_in("ana", good_password));
}

TEST_F(SignIn, BasicWorksWithoutSessionAndCountsFailures) {
    EXPECT_EQ(basic("ana", good_password)->name().text(), "ana");
    EXPECT_TRUE(world.sessions->list(world.as("ana"))->empty());
    for (int count = 0; count < 6; ++count) {
        EXPECT_EQ(refusal(basic("ana", "wrong password")), Errc::unauthenticated);
    }
    EXPECT_EQ(refusal(basic("ana", good_password)), Errc::unauthenticated)
        << "locked, though it was right a moment ago";
    EXPECT_FALSE(sign_in("ana", good_password));
}

TEST_F(SignIn, BasicRemembersASuccessForAMinute) {
    const auto cost = [&](const std::string& password) {
        const auto before = world.passwords->hashes_computed();
        EXPECT_TRUE(basic("ana", password));
        return world.passwords->hashes_computed() - before;
    };
    EXPECT_EQ(cost(good_password), 1U);
    EXPECT_EQ(cost(good_password), 0U);
    world.clock.advance(60s);
    EXPECT_EQ(cost(good_password), 1U);
}

TEST_F(SignIn, BasicForgetsWhenUsersOrPasswordsChange) {
    ASSERT_TRUE(basic("ana", good_password));
    ASSERT_TRUE(world.users->set_password(world.system(), UserName("ana"),
                                          SecretText("another quiet river")));
    EXPECT_FALSE(basic("ana", good_password));
    EXPECT_TRUE(basic("ana", "another quiet river"));
    world.rewrite(user_kind, "ana", {{"disabled", true}});
    EXPECT_FALSE(basic("ana", "another quiet river"));
    world.rewrite(user_kind, "ana", {{"disabled", false}});
    EXPECT_TRUE(basic("ana", "another quiet river"));
    world.rewrite(role_kind, "role-cp-case-worker", {{"group_permission", "group"}});
    EXPECT_EQ(basic("ana", "another quiet river")->role().scope, ScopeKind::group);
}

TEST_F(SignIn, BasicDoesNotMixNamesAndPasswords) {
    world.add("an", {});
    ASSERT_TRUE(basic("ana", good_password));
    EXPECT_FALSE(basic("an", "a" + good_password));
}

TEST_F(SignIn, AnImportedBcryptHashIsRenewedAtTheFirstLogin) {
    const auto bcrypt = std::string(crypt("imported password", "$2b$04$abcdefghijklmnopqrstuu"));
    ASSERT_TRUE(is_bcrypt(bcrypt));
    ASSERT_TRUE(world.users->import_password_hash(world.system(), UserName("ana"), bcrypt));
    EXPECT_FALSE(sign_in("ana", "another password"));
    EXPECT_EQ(credential("ana").hash, bcrypt) << "a failure renews nothing";
    EXPECT_TRUE(sign_in("ana", "imported password"));
    EXPECT_TRUE(credential("ana").hash.starts_with("$argon2id$"));
    EXPECT_TRUE(sign_in("ana", "imported password"));
    EXPECT_FALSE(sign_in("ana", "another password"));
}

TEST_F(SignIn, BcryptKnowsTheHashOfTheReference) {
    // Made by the reference's library (bcrypt, cost 4) for "correct horse".
    const auto made = std::string(crypt("correct horse", "$2a$04$CCCCCCCCCCCCCCCCCCCCC."));
    EXPECT_TRUE(world.passwords->verify(SecretText("correct horse"), made).value());
    EXPECT_FALSE(world.passwords->verify(SecretText("correct horsf"), made).value());
    EXPECT_FALSE(
        world.passwords->verify(SecretText(std::string("correct horse\0x", 15)), made).value());
    EXPECT_FALSE(world.passwords->verify(SecretText("x"), "$2a$broken").value());
}

TEST(SignInThrottle, AllowsSixAMinutePerNameThenSaysHowLongToWait) {
    World world;
    world.add("ana");
    world.add("ben");
    const auto sign_in = [&](const std::string& name, const std::string& password) {
        return world.authenticator->sign_in(world.credentials(name, password));
    };
    for (int count = 0; count < 6; ++count) {
        EXPECT_TRUE(sign_in("ana", good_password));
        world.clock.advance(5s);
    }
    const auto refused = sign_in(" Ana", good_password);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::too_many_requests);
    EXPECT_EQ(refused.error().retry_after_seconds, 30);
    EXPECT_TRUE(sign_in("ben", good_password)) << "another name is not concerned";
    for (int count = 0; count < 7; ++count) {
        const auto unknown = sign_in("nobody", good_password);
        EXPECT_EQ(refusal(unknown), count < 6 ? Errc::unauthenticated : Errc::too_many_requests);
    }
    world.clock.advance(30s);
    EXPECT_TRUE(sign_in("ana", good_password));
    EXPECT_FALSE(sign_in("ana", good_password)) << "the window slides";
}

TEST(SignInThrottle, LimitsAnAddressOverAllNames) {
    World world({.sessions = {}, .limits = {.per_name_minute = 6, .per_address_minute = 10}});
    world.add("ana");
    for (int count = 0; count < 10; ++count) {
        EXPECT_EQ(refusal(world.authenticator->sign_in(
                      world.credentials("name" + std::to_string(count), "wrong password"))),
                  Errc::unauthenticated);
    }
    EXPECT_EQ(refusal(world.authenticator->sign_in(world.credentials("ana", good_password))),
              Errc::too_many_requests);
    world.client_ip = "192.0.2.8";
    EXPECT_TRUE(world.authenticator->sign_in(world.credentials("ana", good_password)));
}

TEST(SignInThrottle, CountsOnlyFailuresOfBasic) {
    World world;
    world.add("ana");
    world.add("ben");
    for (int count = 0; count < 20; ++count) {
        EXPECT_TRUE(world.authenticator->verify_basic(world.credentials("ana", good_password)));
        world.clock.advance(61s);
        EXPECT_TRUE(world.authenticator->verify_basic(world.credentials("ana", good_password)));
    }
    SignInGuard strict(*world.database, {.failures_max = 100, .per_name_minute = 3});
    Authenticator authenticator({*world.database, *world.directory, *world.passwords,
                                 *world.sessions, strict, *world.factors});
    for (int count = 0; count < 3; ++count) {
        EXPECT_EQ(refusal(authenticator.verify_basic(world.credentials("ben", "wrong password"))),
                  Errc::unauthenticated);
    }
    EXPECT_EQ(refusal(authenticator.verify_basic(world.credentials("ben", good_password))),
              Errc::too_many_requests);
}

TEST(PasswordTurns, RefuseAsBusyWhenAllAreTaken) {
    SystemRandom random;
    Passwords one(
        {.cost = {.operations = 6, .memory_bytes = 32U << 20}, .parallel_max = 1, .wait_max = 0ms},
        random);
    std::atomic<bool> started = false;
    std::atomic<bool> stop = false;
    std::thread hashing([&] {
        while (!stop) {
            const auto hashed = one.hash(SecretText(good_password));
            if (hashed) started = true;
        }
    });
    while (!started) std::this_thread::yield();
    bool saw_busy = false;
    for (int attempt = 0; attempt < 10'000 && !saw_busy; ++attempt) {
        const auto refused = one.verify(SecretText(good_password), "$argon2id$broken");
        saw_busy = !refused && refused.error().code == Errc::busy &&
                   refused.error().retry_after_seconds > 0;
        std::this_thread::sleep_for(1ms);
    }
    stop = true;
    hashing.join();
    EXPECT_TRUE(saw_busy);
    EXPECT_TRUE(one.hash(SecretText(good_password))) << "the turn was given back";
}

struct RuleCase {
    const char* password;
    const char* problem;
};

TEST(PasswordRules, AskForLengthAndRefuseWhatEverybodyTries) {
    SystemRandom random;
    const Passwords passwords({.cost = {.operations = 1, .memory_bytes = 8192}}, random);
    User user;
    user.user_name = UserName("ana.longname.cp");
    user.full_name = "Ana María de los Ángeles";
    user.email = "ana@example.org";
    const std::string longest(password_characters_max, 'x');
    const RuleCase cases[] = {
        {"elevenchars", "errors.models.user.password_length"},
        {"twelve chars", ""},
        {"four plain words here", ""},
        {"أربع كلمات طويلة", ""},
        {"ééééééééééé", "errors.models.user.password_length"},
        {"ANA.longname.cp", "errors.models.user.password_is_name"},
        {" ana maría de los ángeles ", "errors.models.user.password_is_name"},
        {"Ana@Example.org", "errors.models.user.password_is_name"},
        {"Password1234", "errors.models.user.password_common"},
        {"qwertyuiop123", "errors.models.user.password_common"},
        {"aaaaaaaaaaaaaa", "errors.models.user.password_common"},
        {"abababababab", "errors.models.user.password_common"},
        {"abcdefghijklm", "errors.models.user.password_common"},
        {"123456789012345", "errors.models.user.password_common"},
    };
    for (const auto& example : cases) {
        const auto found = passwords.problems_of(SecretText(example.password), user);
        EXPECT_EQ(found.empty() ? "" : found[0].message.key, example.problem) << example.password;
    }
    std::string varied;
    for (std::size_t at = 0; at < password_characters_max; ++at) {
        varied += static_cast<char>('a' + (at * 7) % 26);
    }
    EXPECT_TRUE(passwords.problems_of(SecretText(varied), user).empty());
    EXPECT_FALSE(passwords.problems_of(SecretText(varied + "z"), user).empty());
}

}  // namespace
}  // namespace amparo::access
