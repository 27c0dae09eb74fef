// Identity providers without a browser: `amparo provider …`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"
#include "tests/support/fake_provider.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class Providers : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    Finished provider(std::vector<std::string> words, const std::string& secret = "") {
        words.insert(words.begin(), "provider");
        words.insert(words.end(), {"--data", data.string()});
        return amparo(words, {{"AMPARO_CLIENT_SECRET", secret}});
    }
    fs::path file(const std::string& content) {
        const auto path = folder / "provider.json";
        std::ofstream(path) << content;
        return path;
    }
    Finished set(const std::string& content, const std::string& secret = "") {
        return provider({"set", file(content).string()}, secret);
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

constexpr const char* ministry =
    R"({"unique_id":"ministry","name":"Ministry","issuer":"https://id.ministry.example",)"
    R"("client_id":"amparo"})";

TEST_F(Providers, AreMadeListedChangedAndRemoved) {
    const auto made = set(ministry, "quite-a-secret");
    EXPECT_EQ(made.code, 0) << made.errors;
    EXPECT_THAT(made.output, HasSubstr("/api/v2/identity_providers/1/callback"));
    EXPECT_THAT(made.output + made.errors, Not(HasSubstr("quite-a-secret")));
    EXPECT_EQ(provider({"list"}).output,
              "ministry\tMinistry\thttps://id.ministry.example\tenabled\n");
    EXPECT_EQ(set(R"({"unique_id":"ministry","disabled":true})").code, 0);
    EXPECT_THAT(provider({"list"}).output, HasSubstr("\tdisabled\n"));
    EXPECT_EQ(provider({"remove", "ministry"}).code, 0);
    EXPECT_EQ(provider({"list"}).output, "");
}

TEST_F(Providers, ArePeoplesWayInOnceTheyAreLinked) {
    ASSERT_EQ(set(ministry).code, 0);
    EXPECT_EQ(provider({"link", "admin", "ministry"}).output, "User admin signs in at ministry.\n");
    EXPECT_EQ(provider({"remove", "ministry"}).code, 1) << "somebody needs it";
    EXPECT_EQ(provider({"link", "admin"}).output, "User admin is linked to no provider.\n");
    EXPECT_EQ(provider({"remove", "ministry"}).code, 0);
}

TEST_F(Providers, ThatAreNoneAreRefusedInWords) {
    EXPECT_EQ(set(R"({"name":"x","issuer":"http://id.example.org","client_id":"a"})").code, 1);
    EXPECT_EQ(set("{broken").code, 1);
    const auto unknown = provider({"check", "nobody"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.errors, HasSubstr("There is no identity provider nobody."));
    EXPECT_EQ(provider({"link", "nobody", "ministry"}).code, 1);
    EXPECT_EQ(provider({"link", "admin", "nobody"}).code, 1);
    EXPECT_EQ(provider({"remove", "nobody"}).code, 1);
}

TEST_F(Providers, AreCheckedFromTheCommandLine) {
    const FakeProvider fake;
    const auto wish = json::write(fake.wish().at("data"));
    const std::vector<std::string> allowed{"--set", "identity.private_targets=127.0.0.0/8"};
    const auto with = [&](std::vector<std::string> words) {
        words.insert(words.end(), allowed.begin(), allowed.end());
        return provider(std::move(words));
    };
    ASSERT_EQ(with({"set", file(wish).string()}).code, 0);
    EXPECT_THAT(with({"check", "ministry"}).output, HasSubstr(fake.issuer() + "/token"));
    EXPECT_EQ(provider({"check", "ministry"}).code, 1) << "the network is not allowed any more";
}

TEST_F(Providers, OfTheLocalKindLetTheAdministratorInWhereProvidersAreRequired) {
    ASSERT_EQ(set(R"({"name":"Local accounts","provider_type":"local"})").code, 0);
    {
        Server server(data, {.arguments = {"--set", "identity.required=true"}});
        EXPECT_EQ(server.as("admin").get("/api/v2/permissions").status, 401);
    }
    ASSERT_EQ(provider({"link", "admin", "primeroims"}).code, 0);
    Server server(data, {.arguments = {"--set", "identity.required=true"}});
    EXPECT_EQ(server.as("admin").get("/api/v2/permissions").status, 200);
}

TEST_F(Providers, LeaveServiceAccountsTheirPasswords) {
    const std::vector<std::string> wanted{"user",
                                          "add",
                                          "bridge",
                                          "--full-name",
                                          "Bridge",
                                          "--role",
                                          "role-cp-case-worker",
                                          "--agency",
                                          "AGENCY-1",
                                          "--group",
                                          "usergroup-primero-cp",
                                          "--service-account",
                                          "--data",
                                          data.string()};
    ASSERT_EQ(amparo(wanted, {{"AMPARO_USER_PASSWORD", chosen_password}}).code, 0);
    Server server(data, {.arguments = {"--set", "identity.required=true"}});
    EXPECT_EQ(server.as("bridge").get("/api/v2/permissions").status, 200);
    EXPECT_EQ(server.as("worker").get("/api/v2/permissions").status, 401);
    EXPECT_THAT(server.stop(SIGTERM).errors, HasSubstr("nobody can sign in"));
}

}  // namespace
}  // namespace amparo::testing
