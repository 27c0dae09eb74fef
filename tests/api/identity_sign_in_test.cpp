// Signing in at an identity provider: away, and back (web-app.md §3.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "tests/support/fake_provider.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class SignInAtProvider : public ::testing::Test {
  protected:
    SignInAtProvider() {
        id = add_provider(world, provider);
        link_user(world, "worker_a", "ministry");
    }
    std::string path(const std::string& end) const {
        return "/api/v2/identity_providers/" + std::to_string(id) + end;
    }
    /// The address that the browser is sent to.
    std::string depart(Client& client, const std::string& return_to = "/v2/cases?page=2") {
        const auto reply = client.get(path("/sign_in?return_to=" + return_to));
        EXPECT_EQ(reply.status, 303) << reply.body;
        return reply.header("Location");
    }
    /// What the browser comes back with, the provider having said what the claims say.
    std::string back(const std::string& address, json::Object claims = {},
                     const std::string& email = "worker_a@example.org") {
        if (!claims.contains("nonce")) claims["nonce"] = parameter_in(address, "nonce");
        provider.answer_code_with({{"id_token", provider.token(email, std::move(claims))}});
        return path("/callback?code=the-code&state=" + parameter_in(address, "state"));
    }
    std::string problem_of(const Reply& reply) {
        EXPECT_EQ(reply.status, 303);
        EXPECT_THAT(reply.body, ::testing::IsEmpty());
        const std::string start = "/v2/login?problem=";
        const auto location = reply.header("Location");
        return location.starts_with(start) ? location.substr(start.size()) : location;
    }
    bool is_in(Client& client) { return client.get("/api/v2/users/me").status == 200; }

    FakeProvider provider;
    World world{with_local_providers()};
    std::int64_t id = 0;
};

TEST_F(SignInAtProvider, OpensASessionAndLandsWhereOneWas) {
    auto client = world.anonymous();
    const auto address = depart(client);
    EXPECT_THAT(address, HasSubstr(provider.issuer() + "/authorize?"));
    EXPECT_THAT(parameter_in(address, "redirect_uri"), HasSubstr(path("/callback")));
    const auto landed = client.get(back(address));
    EXPECT_EQ(landed.status, 303);
    EXPECT_EQ(landed.header("Location"), "/v2/cases?page=2");
    EXPECT_EQ(landed.header("Cache-Control"), "no-store");
    EXPECT_EQ(client.cookie("_app_arrived"), "yes") << "so that the app goes on with it";
    EXPECT_TRUE(is_in(client));
    // The code went out with the verifier that only we knew.
    ASSERT_THAT(provider.exchanges(), SizeIs(1));
    const auto sent = provider.exchanges().at(0);
    EXPECT_THAT(sent, HasSubstr("code=the-code"));
    EXPECT_THAT(sent, HasSubstr("code_verifier="));
    // It is a session like any other: it writes with the security token, and can be left.
    EXPECT_EQ(client.post("/api/v2/tokens", "").status, 200);
    EXPECT_EQ(client.post("/api/v2/tokens", "", {.without_csrf = true}).status, 403);
    EXPECT_EQ(client.del("/api/v2/tokens").status, 200);
    EXPECT_FALSE(is_in(client));
}

TEST_F(SignInAtProvider, HidesWhatTheBrowserKeepsOnTheWay) {
    auto client = world.anonymous();
    const auto reply = client.get(path("/sign_in"));
    std::string cookie;
    for (const auto& [name, value] : reply.headers) {
        if (name == "Set-Cookie" && value.starts_with("_app_sign_in=")) cookie = value;
    }
    EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
    EXPECT_THAT(cookie, HasSubstr("SameSite=Lax"));
    EXPECT_THAT(cookie, HasSubstr("Max-Age=600"));
    EXPECT_THAT(cookie, HasSubstr("Path=/api/v2/identity_providers"));
    EXPECT_THAT(cookie, Not(HasSubstr(parameter_in(reply.header("Location"), "nonce"))));
}

TEST_F(SignInAtProvider, SendsNobodyElsewhere) {
    for (const auto* where : {"https://evil.example.org", "//evil.example.org", "%2F%2Fevil.org",
                              "/v2/%0d%0aSet-Cookie:a", "/api/v2/tokens"}) {
        auto client = world.anonymous();
        const auto address = depart(client, where);
        EXPECT_EQ(client.get(back(address)).header("Location"), "/v2/") << where;
    }
}

TEST_F(SignInAtProvider, TakesAnAnswerOnlyOnceAndOnlyInTheBrowserThatBegan) {
    auto client = world.anonymous();
    const auto address = depart(client);
    const auto target = back(address);
    auto another = world.anonymous();
    EXPECT_EQ(problem_of(another.get(target)), "expired") << "without the cookie";
    depart(another);
    EXPECT_EQ(problem_of(another.get(target)), "expired") << "with the cookie of another attempt";
    EXPECT_FALSE(is_in(another));
    const auto cookie = client.cookie("_app_sign_in");
    EXPECT_EQ(client.get(target).header("Location"), "/v2/cases?page=2");
    auto thief = world.anonymous();
    thief.set_cookie("_app_sign_in", cookie);
    EXPECT_EQ(problem_of(thief.get(target)), "expired") << "used up";
    EXPECT_FALSE(is_in(thief));
    EXPECT_EQ(problem_of(client.get(path("/callback"))), "expired");
}

TEST_F(SignInAtProvider, RefusesATokenThatIsNotForThisSignIn) {
    const auto refused = [&](json::Object claims) {
        auto client = world.anonymous();
        const auto reply = client.get(back(depart(client), std::move(claims)));
        EXPECT_FALSE(is_in(client));
        EXPECT_TRUE(client.cookie("_app_arrived").empty());
        return problem_of(reply);
    };
    EXPECT_EQ(refused({{"nonce", "another"}}), "refused");
    EXPECT_EQ(refused({{"aud", "somebody-else"}}), "refused");
    EXPECT_EQ(refused({{"iss", "https://id.example.org"}}), "refused");
    EXPECT_EQ(refused({{"exp", 1'700'000'000}}), "refused");
    auto client = world.anonymous();
    const auto address = depart(client);
    provider.answer_code_with({{"access_token", "only this"}});
    const auto state = parameter_in(address, "state");
    EXPECT_EQ(problem_of(client.get(path("/callback?code=c&state=" + state))), "refused");
}

TEST_F(SignInAtProvider, TellsNobodyWhyAPersonMayNotComeIn) {
    const auto refused = [&](const std::string& email) {
        auto client = world.anonymous();
        const auto reply = client.get(back(depart(client), {}, email));
        EXPECT_FALSE(is_in(client));
        return problem_of(reply);
    };
    EXPECT_EQ(refused("nobody@example.org"), "refused");
    EXPECT_EQ(refused("worker_b"), "refused") << "known, but linked to no provider";
    access::Users users(world.deployment().people_parts());
    ASSERT_TRUE(users.update(access::Actor::system(), world.id_of("worker_a@example.org"),
                             {.input = {{"disabled", true}}}));
    EXPECT_EQ(refused("worker_a@example.org"), "refused");
    // The audit log knows of each.
    const auto entries = world.audit("");
    const auto failed = std::ranges::count_if(entries, [](const auto& entry) {
        return entry.as_object().at("action").as_string() == "failed_login";
    });
    EXPECT_EQ(failed, 3);
}

TEST_F(SignInAtProvider, KnowsPeopleByTheirSubjectFromThenOn) {
    auto client = world.anonymous();
    EXPECT_EQ(client.get(back(depart(client))).header("Location"), "/v2/cases?page=2");
    // The address was given to somebody else since.
    auto heir = world.anonymous();
    const auto reply = heir.get(back(depart(heir), {{"sub", "somebody else"}}));
    EXPECT_EQ(problem_of(reply), "refused");
    // Whoever administers users can begin anew.
    link_user(world, "worker_c", "ministry");
    access::Users users(world.deployment().people_parts());
    const auto number = world.id_of("worker_a@example.org");
    const auto set = [&](json::Value value) {
        return users.update(access::Actor::system(), number,
                            {.input = {{"identity_provider_unique_id", std::move(value)}}});
    };
    ASSERT_TRUE(set(nullptr));
    ASSERT_TRUE(set("ministry"));
    EXPECT_EQ(heir.get(back(depart(heir), {{"sub", "somebody else"}})).header("Location"),
              "/v2/cases?page=2");
}

TEST_F(SignInAtProvider, ComesBackWhenThePersonOrTheProviderSaysNo) {
    auto client = world.anonymous();
    const auto state = parameter_in(depart(client), "state");
    EXPECT_EQ(problem_of(client.get(path("/callback?error=access_denied&state=" + state))),
              "cancelled");
    auto other = world.anonymous();
    const auto address = depart(other);
    provider.answer_code_with({{"error", "invalid_grant"}}, 400);
    EXPECT_EQ(
        problem_of(other.get(path("/callback?code=c&state=" + parameter_in(address, "state")))),
        "unreachable");
}

TEST_F(SignInAtProvider, SaysWhenTheProviderDoesNotAnswer) {
    provider.fail_with(503);
    auto client = world.anonymous();
    EXPECT_EQ(problem_of(client.get(path("/sign_in"))), "unreachable");
    for (int n = 0; n < 10; ++n) client.get(path("/sign_in"));
    EXPECT_EQ(provider.asked("/.well-known/openid-configuration"), 1)
        << "nobody can make us hammer it";
}

TEST_F(SignInAtProvider, NeedsAProviderThatIsThere) {
    auto client = world.anonymous();
    EXPECT_EQ(problem_of(client.get("/api/v2/identity_providers/99/sign_in")), "refused");
    EXPECT_EQ(problem_of(client.get("/api/v2/identity_providers/99/callback")), "expired");
    EXPECT_EQ(client.get("/api/v2/identity_providers/x/sign_in").status, 404);
    EXPECT_EQ(client.get("/api/v2/identity_providers/x/callback").status, 404);
}

TEST(SignInAtProviderLimits, EndsOtherSessionsAndCountsAttempts) {
    FakeProvider provider;
    World world(with_local_providers({"session.parallel_max=1", "signin.per_name_minute=2"}));
    const auto id = add_provider(world, provider);
    link_user(world, "worker_a", "ministry");
    const auto path = "/api/v2/identity_providers/" + std::to_string(id);
    const auto sign_in = [&](Client& client) {
        const auto address = client.get(path + "/sign_in").header("Location");
        const auto nonce = parameter_in(address, "nonce");
        provider.answer_code_with(
            {{"id_token", provider.token("worker_a@example.org", {{"nonce", nonce}})}});
        const auto state = parameter_in(address, "state");
        return client.get(path + "/callback?code=c&state=" + state).header("Location");
    };
    auto first = world.anonymous();
    auto second = world.anonymous();
    auto third = world.anonymous();
    EXPECT_EQ(sign_in(first), "/v2/");
    EXPECT_EQ(first.get("/api/v2/users/me").status, 200);
    EXPECT_EQ(sign_in(second), "/v2/");
    EXPECT_EQ(first.get("/api/v2/users/me").status, 401);
    EXPECT_EQ(second.get("/api/v2/users/me").status, 200);
    EXPECT_EQ(sign_in(third), "/v2/login?problem=too_many");
}

}  // namespace
}  // namespace amparo::testing
