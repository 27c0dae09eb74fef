// Signing in with a second factor, and what counts against who guesses (administration.md §§2, 3).
#include "access/second_factors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/one_time_codes.hpp"
#include "access/own_factors.hpp"
#include "store/documents.hpp"
#include "tests/support/test_key.hpp"

namespace amparo::access {
namespace {

using namespace std::chrono_literals;
using testing::good_password;
using testing::refusal;
using testing::World;

class SecondFactorsTest : public ::testing::Test {
  protected:
    SecondFactorsTest() {
        world.add("ana");
        world.add("ben");
        world.add("admin", {.role = "role-superuser"});
    }
    OwnFactors own_factors() {
        return OwnFactors({.database = *world.database,
                           .directory = *world.directory,
                           .sessions = *world.sessions,
                           .authenticator = *world.authenticator,
                           .factors = *world.factors,
                           .tell_removed = [this](store::Transaction&, const UserName& whose,
                                                  const UserName& by) -> Result<> {
                               told.push_back(whose.text() + " by " + by.text());
                               return {};
                           }});
    }
    Result<Authenticator::SignedIn> sign_in(const FactorProof& proof = {},
                                            const std::string& password = good_password,
                                            const std::string& name = "ana") {
        auto credentials = world.credentials(name, password);
        credentials.proof = proof;
        return world.authenticator->sign_in(credentials);
    }
    FactorProof code(std::int64_t drift = 0) {
        return {.one_time_code = one_time_code(key, one_time_step(world.clock.now()) + drift)};
    }
    static FactorProof recovery(const SecretText& text) { return {.recovery_code = text}; }
    Session session_of(const Authenticator::SignedIn& signed_in) {
        return world.authenticator->resume(signed_in.started.token).value().session;
    }
    Authenticator::Confirmation confirmation(const FactorProof& proof = {},
                                             const std::string& password = good_password) {
        return {.password = SecretText(password), .proof = proof, .client = {"192.0.2.7", ""}};
    }
    /// Ana sets up her phone and is left signed in.
    void set_up() {
        auto factors = own_factors();
        const auto before = sign_in().value();
        const auto actor = world.as("ana");
        const auto session = session_of(before);
        key = factors.begin_one_time_code({actor, session, confirmation()}).value();
        codes = factors.finish_one_time_code({actor, session, {.proof = code()}}).value();
        token = before.started.token;
        world.clock.advance(90s);
    }

    World world{{.sessions = {.parallel_max = 3}, .limits = {.per_name_minute = 0}}};
    SecretText key;
    SecretText token;
    OwnFactors::Codes codes;
    std::vector<std::string> told;
};

TEST_F(SecondFactorsTest, APasswordAloneOpensAnAccountWithoutOne) {
    const auto done = sign_in();
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->started.session.factor_at);
}

TEST_F(SecondFactorsTest, IsAskedForOnlyAfterTheRightPassword) {
    set_up();
    const auto wrong = sign_in(code(), "not the password");
    const auto unknown = sign_in(code(), "not the password", "nobody");
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error().message, unknown.error().message);
    EXPECT_EQ(wrong.error().extra, "");
    const auto asked = sign_in();
    ASSERT_EQ(refusal(asked), Errc::unauthenticated);
    EXPECT_EQ(asked.error().field, "second_factor");
    EXPECT_EQ(asked.error().extra,
              R"({"second_factor":{"kinds":["one_time_code","recovery_code"]}})");
    const auto done = sign_in(code());
    ASSERT_TRUE(done);
    EXPECT_EQ(done->started.session.factor_at, world.clock.now());
    EXPECT_EQ(session_of(*done).factor_at, world.clock.now());
}

TEST_F(SecondFactorsTest, NoCodeIsTakenTwice) {
    set_up();
    const auto once = code();
    EXPECT_TRUE(sign_in(once));
    EXPECT_EQ(refusal(sign_in(once)), Errc::unauthenticated);
    world.clock.advance(25s);
    EXPECT_EQ(refusal(sign_in(once)), Errc::unauthenticated);
    world.clock.advance(30s);
    EXPECT_TRUE(sign_in(code()));
}

TEST_F(SecondFactorsTest, TheCodeThatSetItUpOpensNothing) {
    auto factors = own_factors();
    const auto before = sign_in().value();
    const auto actor = world.as("ana");
    const auto session = session_of(before);
    key = factors.begin_one_time_code({actor, session, confirmation()}).value();
    ASSERT_TRUE(factors.finish_one_time_code({actor, session, {.proof = code()}}));
    EXPECT_EQ(refusal(sign_in(code())), Errc::unauthenticated);
    EXPECT_TRUE(sign_in(code(1)));
}

TEST_F(SecondFactorsTest, WrongCodesLockTheAccountAsWrongPasswordsDo) {
    set_up();
    for (int attempt = 0; attempt < 6; ++attempt) {
        EXPECT_FALSE(sign_in()) << "asking for the second step sets nothing back";
        EXPECT_FALSE(sign_in({.one_time_code = SecretText("000000")}));
    }
    const auto locked = sign_in(code());
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().message, MessageKey("errors.sign_in_failed"));
    EXPECT_EQ(locked.error().extra, "") << "a locked account says no more than a wrong password";
    world.clock.advance(31min);
    EXPECT_TRUE(sign_in(code()));
}

TEST_F(SecondFactorsTest, RecoveryCodesOpenOnceEach) {
    set_up();
    ASSERT_EQ(codes.size(), recovery_code_count);
    EXPECT_TRUE(sign_in(recovery(codes[3])));
    EXPECT_FALSE(sign_in(recovery(codes[3])));
    const auto shouted =
        SecretText(" " + codes[4].reveal().substr(0, 4) + codes[4].reveal().substr(5));
    EXPECT_TRUE(sign_in(recovery(shouted)));
    EXPECT_EQ(own_factors().status(world.as("ana"))->recovery_codes_left, 8U);
    EXPECT_FALSE(sign_in(recovery(SecretText("0000-0000-0000"))));
}

TEST_F(SecondFactorsTest, NothingOfItIsStoredInTheClear) {
    set_up();
    const auto document = world.database
                              ->read([&](store::Snapshot& snapshot) {
                                  return store::find_document(snapshot, second_factor_kind,
                                                              std::to_string(world.id_of("ana")));
                              })
                              .value();
    ASSERT_TRUE(document);
    const auto data = json::write(document->data);
    for (const auto& one : codes) {
        EXPECT_EQ(data.find(one.reveal()), std::string::npos);
        EXPECT_EQ(data.find(plain_recovery_code(one.reveal()).reveal()), std::string::npos);
    }
}

TEST_F(SecondFactorsTest, BasicIsClosedToWhoHasOneUnlessItIsAServiceAccount) {
    EXPECT_TRUE(world.authenticator->verify_basic(world.credentials("ana", good_password)));
    set_up();
    const auto refused = world.authenticator->verify_basic(world.credentials("ana", good_password));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, MessageKey("errors.sign_in_failed"));
    world.rewrite(user_kind, "ana", {{"service_account", true}});
    EXPECT_TRUE(world.authenticator->verify_basic(world.credentials("ana", good_password)));
}

TEST_F(SecondFactorsTest, BasicIsClosedToRolesThatRequireOne) {
    EXPECT_TRUE(world.authenticator->verify_basic(world.credentials("ben", good_password)));
    world.rewrite(role_kind, "role-cp-case-worker", {{"second_factor_required", true}});
    EXPECT_FALSE(world.authenticator->verify_basic(world.credentials("ben", good_password)))
        << "what was remembered is forgotten with the change of the role";
}

TEST_F(SecondFactorsTest, SettingItUpAsksForThePasswordAndEndsOtherSessions) {
    const auto here = sign_in().value();
    const auto there = sign_in().value();
    const auto actor = world.as("ana");
    const auto session = session_of(here);
    auto factors = own_factors();
    const auto wrong =
        factors.begin_one_time_code({actor, session, confirmation({}, "not the password")});
    ASSERT_EQ(refusal(wrong), Errc::invalid);
    EXPECT_EQ(testing::problems(wrong),
              std::vector<std::string>{"password errors.second_factor.password"});
    key = factors.begin_one_time_code({actor, session, confirmation()}).value();
    EXPECT_TRUE(sign_in()) << "not before the first right code";
    EXPECT_EQ(refusal(factors.finish_one_time_code({actor, session, {.proof = code(5)}})),
              Errc::invalid);
    ASSERT_TRUE(factors.finish_one_time_code({actor, session, {.proof = code()}}));
    EXPECT_EQ(session_of(here).factor_at, world.clock.now());
    EXPECT_FALSE(world.authenticator->resume(there.started.token));
    EXPECT_EQ(refusal(factors.begin_one_time_code({actor, session, confirmation()})),
              Errc::conflict);
}

TEST_F(SecondFactorsTest, AKeyWaitsTenMinutesForItsSession) {
    const auto here = sign_in().value();
    const auto there = sign_in().value();
    const auto actor = world.as("ana");
    auto factors = own_factors();
    const auto session = session_of(here);
    key = factors.begin_one_time_code({actor, session, confirmation()}).value();
    EXPECT_EQ(refusal(factors.finish_one_time_code({actor, session_of(there), {.proof = code()}})),
              Errc::not_found);
    world.clock.advance(11min);
    EXPECT_EQ(refusal(factors.finish_one_time_code({actor, session, {.proof = code()}})),
              Errc::not_found);
}

TEST_F(SecondFactorsTest, RemovingItTakesPasswordAndCode) {
    set_up();
    auto factors = own_factors();
    const auto actor = world.as("ana");
    const auto session = world.authenticator->resume(token).value().session;
    const auto try_with = [&](const FactorProof& proof, const std::string& password) {
        return factors.remove_one_time_code({actor, session, confirmation(proof, password)});
    };
    EXPECT_EQ(refusal(try_with(code(), "not the password")), Errc::invalid);
    EXPECT_EQ(refusal(try_with({}, good_password)), Errc::invalid);
    EXPECT_EQ(refusal(try_with({.one_time_code = SecretText("000000")}, good_password)),
              Errc::invalid);
    EXPECT_TRUE(factors.status(actor)->is_active());
    ASSERT_TRUE(try_with(code(), good_password));
    EXPECT_FALSE(factors.status(actor)->is_active());
    EXPECT_EQ(factors.status(actor)->recovery_codes_left, 0U);
    EXPECT_FALSE(world.authenticator->resume(token).value().session.factor_at);
    EXPECT_EQ(told, std::vector<std::string>{"ana by "});
    EXPECT_TRUE(sign_in());
}

TEST_F(SecondFactorsTest, NewRecoveryCodesEndTheOldOnes) {
    set_up();
    const auto session = world.authenticator->resume(token).value().session;
    const auto renewed =
        own_factors().renew_codes({world.as("ana"), session, confirmation(recovery(codes[0]))});
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->size(), recovery_code_count);
    EXPECT_FALSE(sign_in(recovery(codes[1])));
    EXPECT_TRUE(sign_in(recovery(renewed->at(1))));
}

TEST_F(SecondFactorsTest, ALockedAppOpensByPasswordAloneOnceAndNoLongerThanASession) {
    set_up();
    const auto proven_at = world.authenticator->resume(token).value().session.factor_at;
    const auto lock = [&] {
        const auto session = world.authenticator->resume(token).value().session;
        return FactorProof{.lock_token = *world.sessions->end_for_lock(session).value()};
    };
    const auto kept = lock();
    EXPECT_FALSE(world.authenticator->resume(token)) << "the session itself is over";
    EXPECT_FALSE(sign_in(kept, "not the password"));
    EXPECT_FALSE(sign_in(kept, good_password, "ben") &&
                 sign_in(kept, good_password, "ben")->started.session.factor_at);
    auto unlocked = sign_in(kept);
    ASSERT_TRUE(unlocked);
    EXPECT_EQ(unlocked->started.session.factor_at, proven_at) << "no new proof";
    EXPECT_FALSE(sign_in(kept)) << "only once";
    token = unlocked->started.token;
    const auto late = lock();
    world.clock.advance(12h);
    EXPECT_FALSE(sign_in(late));
}

class Passkeys : public SecondFactorsTest {
  protected:
    /// Ana registers her key in a session, and is left signed in.
    OwnFactors::Codes register_key(const std::string& name = "Blue key") {
        auto factors = own_factors();
        const auto signed_in = sign_in().value();
        token = signed_in.started.token;
        const auto actor = world.as("ana");
        const auto session = session_of(signed_in);
        const auto wish = factors.begin_passkey({actor, session, confirmation()}).value();
        ana_key.user_handle = std::to_string(actor.user().id);
        return factors
            .finish_passkey({actor, session},
                            {.name = name,
                             .site = site,
                             .registration = ana_key.registration(site, wish.challenge)})
            .value();
    }
    /// The challenge in the server's "prove it".
    std::string asked_challenge() {
        const auto asked = sign_in({.site = site});
        const auto answer = json::parse_object(asked.error().extra).value();
        const auto& ways = *json::find_object(answer, "second_factor");
        return json::string_or(*json::find_object(ways, "passkey"), "challenge");
    }
    FactorProof proof(const std::string& challenge) {
        return {.passkey = ana_key.assertion(site, challenge), .site = site};
    }
    Result<Authenticator::SignedIn> sign_in_alone(const FactorProof& alone) {
        return world.authenticator->sign_in_by_passkey(alone, {"192.0.2.7", ""});
    }

    const PasskeySite site{.id = "cases.example.org", .origin = "https://cases.example.org"};
    amparo::testing::TestKey ana_key;
};

TEST_F(Passkeys, AreASecondFactorWithRecoveryCodesOfItsOwn) {
    EXPECT_EQ(register_key().size(), recovery_code_count);
    const auto asked = sign_in({.site = site});
    EXPECT_THAT(asked.error().extra,
                ::testing::HasSubstr(R"("kinds":["passkey","recovery_code"])"));
    const auto done = sign_in(proof(asked_challenge()));
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->started.session.factor_at);
    const auto status = own_factors().status(world.as("ana")).value();
    ASSERT_EQ(status.passkeys.size(), 1U);
    EXPECT_EQ(status.passkeys[0].name, "Blue key");
    EXPECT_EQ(status.passkeys[0].last_used_at, world.clock.now());
}

TEST_F(Passkeys, AChallengeHoldsOnceForItsUserAndItsUseAndMinutes) {
    register_key();
    const auto challenge = asked_challenge();
    EXPECT_TRUE(sign_in(proof(challenge)));
    EXPECT_FALSE(sign_in(proof(challenge))) << "once";
    EXPECT_FALSE(sign_in(proof("bm90IG91cnM"))) << "not ours";
    EXPECT_FALSE(sign_in(proof(world.authenticator->passkey_challenge().value())))
        << "for another use";
    const auto of_ben = give_challenge(*world.database, PasskeyUse::second_factor, "ben").value();
    EXPECT_FALSE(sign_in(proof(of_ben))) << "of another user";
    const auto late = asked_challenge();
    world.clock.advance(6min);
    EXPECT_FALSE(sign_in(proof(late))) << "too late";
}

TEST_F(Passkeys, WrongProofsCountTowardsTheLock) {
    register_key();
    amparo::testing::TestKey stranger;
    for (int attempt = 0; attempt < 6; ++attempt) {
        const FactorProof wrong{.passkey = stranger.assertion(site, asked_challenge()),
                                .site = site};
        EXPECT_FALSE(sign_in(wrong));
    }
    EXPECT_EQ(sign_in().error().message, MessageKey("errors.sign_in_failed"));
}

TEST_F(Passkeys, SignInAloneOnlyWithAVerifiedPerson) {
    register_key();
    const auto challenge = [&] { return world.authenticator->passkey_challenge().value(); };
    const auto done = sign_in_alone(proof(challenge()));
    ASSERT_TRUE(done);
    EXPECT_EQ(done->actor.name(), UserName("ana"));
    EXPECT_TRUE(done->started.session.factor_at);
    ana_key.flags = 0x41;
    EXPECT_EQ(refusal(sign_in_alone(proof(challenge()))), Errc::unauthenticated) << "only touched";
    ana_key.flags = 0x45;
    ana_key.user_handle = std::to_string(world.id_of("ben"));
    EXPECT_EQ(refusal(sign_in_alone(proof(challenge()))), Errc::unauthenticated) << "not Ben's";
    ana_key.user_handle = "nobody";
    EXPECT_EQ(refusal(sign_in_alone(proof(challenge()))), Errc::unauthenticated);
    ana_key.user_handle = std::to_string(world.id_of("ana"));
    EXPECT_EQ(refusal(sign_in_alone(proof(asked_challenge()))), Errc::unauthenticated)
        << "a challenge of the second step";
    for (int attempt = 0; attempt < 6; ++attempt) EXPECT_FALSE(sign_in({}, "not the password"));
    EXPECT_EQ(refusal(sign_in_alone(proof(challenge()))), Errc::unauthenticated) << "locked";
    world.clock.advance(31min);
    world.rewrite(user_kind, "ana", {{"disabled", true}});
    EXPECT_EQ(refusal(sign_in_alone(proof(challenge()))), Errc::unauthenticated) << "disabled";
}

TEST_F(Passkeys, ACopyOfAKeyIsNoticed) {
    register_key();
    EXPECT_TRUE(sign_in(proof(asked_challenge())));
    ana_key.sign_count -= 1;
    EXPECT_FALSE(sign_in(proof(asked_challenge())));
}

TEST_F(Passkeys, RegisteringAsksForPasswordNameAndAFreshChallenge) {
    auto factors = own_factors();
    const auto signed_in = sign_in().value();
    const auto actor = world.as("ana");
    const auto session = session_of(signed_in);
    EXPECT_EQ(refusal(factors.begin_passkey({actor, session, confirmation({}, "wrong")})),
              Errc::invalid);
    const auto wish = factors.begin_passkey({actor, session, confirmation()}).value();
    const auto finish = [&](const std::string& name, const std::string& challenge) {
        return factors.finish_passkey(
            {actor, session},
            {.name = name, .site = site, .registration = ana_key.registration(site, challenge)});
    };
    EXPECT_EQ(testing::problems(finish(" ", wish.challenge)),
              std::vector<std::string>{"name errors.second_factor.key_name"});
    EXPECT_EQ(testing::problems(finish("Key", "bm90IG91cnM")),
              std::vector<std::string>{"passkey errors.second_factor.passkey"});
    ASSERT_TRUE(finish("Key", wish.challenge));
    const auto again = factors.begin_passkey({actor, session, confirmation()}).value();
    EXPECT_EQ(again.known, std::vector<std::string>{ana_key.credential_id()});
    EXPECT_EQ(refusal(finish("Key", again.challenge)), Errc::conflict) << "known already";
}

TEST_F(Passkeys, AreRemovedWithAProofAndTakeTheRecoveryCodesWithThem) {
    const auto paper = register_key();
    auto factors = own_factors();
    const auto actor = world.as("ana");
    const auto session = world.authenticator->resume(token).value().session;
    const auto id = factors.status(actor)->passkeys.at(0).id;
    EXPECT_EQ(refusal(factors.remove_passkey({actor, session, confirmation()}, id)), Errc::invalid);
    EXPECT_EQ(refusal(factors.remove_passkey({actor, session, confirmation(recovery(paper[0]))},
                                             "another")),
              Errc::not_found);
    ASSERT_TRUE(factors.remove_passkey({actor, session, confirmation(recovery(paper[1]))}, id));
    EXPECT_FALSE(factors.status(actor)->is_active());
    EXPECT_EQ(factors.status(actor)->recovery_codes_left, 0U);
    EXPECT_TRUE(sign_in());
}

TEST_F(SecondFactorsTest, InTheOwnSessionThePasswordAloneIsEnoughForAsLongAsASessionLives) {
    set_up();
    const auto proven_at = world.authenticator->resume(token).value().session.factor_at;
    const auto again = sign_in({.proven_at = proven_at});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->started.session.factor_at, proven_at);
    world.clock.advance(12h);
    EXPECT_FALSE(sign_in({.proven_at = proven_at}));
}

TEST_F(SecondFactorsTest, ANewPasswordForgetsLockedSessions) {
    set_up();
    const auto session = world.authenticator->resume(token).value().session;
    const FactorProof kept{.lock_token = *world.sessions->end_for_lock(session).value()};
    ASSERT_TRUE(world.users->set_password(world.system(), UserName("ana"),
                                          SecretText("another quiet river")));
    EXPECT_FALSE(sign_in(kept, "another quiet river"));
}

TEST_F(SecondFactorsTest, WhoMayWriteTheUserRemovesItForThem) {
    set_up();
    auto factors = own_factors();
    const auto id = world.id_of("ana");
    EXPECT_EQ(refusal(factors.remove_all_of(world.as("ben"), id)), Errc::forbidden);
    EXPECT_EQ(refusal(factors.remove_all_of(world.as("ana"), id)), Errc::forbidden)
        << "one's own is proven first";
    EXPECT_EQ(refusal(factors.status_of(world.as("ben"), id)), Errc::forbidden);
    const auto admin = world.as("admin");
    EXPECT_TRUE(factors.status_of(admin, id)->is_active());
    ASSERT_TRUE(factors.remove_all_of(admin, id));
    EXPECT_FALSE(world.authenticator->resume(token));
    EXPECT_EQ(told, std::vector<std::string>{"ana by admin"});
    EXPECT_TRUE(sign_in());
    EXPECT_EQ(refusal(factors.remove_all_of(admin, id)), Errc::not_found);
}

TEST_F(SecondFactorsTest, ItGoesWithTheUserAndStaysWithANewName) {
    set_up();
    ASSERT_TRUE(world.users->update(world.system(), world.id_of("ana"),
                                    {.input = {{"user_name", "ana_maria"}}}));
    const auto asked = sign_in({}, good_password, "ana_maria");
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().field, "second_factor");
    ASSERT_TRUE(world.users->remove(world.system(), world.id_of("ana_maria"), {}));
    const auto left = world.database->read([&](store::Snapshot& snapshot) {
        return store::documents_of(snapshot, second_factor_kind);
    });
    EXPECT_TRUE(left->empty());
}

}  // namespace
}  // namespace amparo::access
