#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/cli/write_load.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::Not;

/// A data directory of the test's own, not there yet.
class Serving : public ::testing::Test {
  protected:
    fs::perms mode_of(const std::string& name) const {
        return fs::status(data / name).permissions();
    }
    /// Everything the program keeps: database, log of changes, key ring.
    std::string everything_kept() const {
        std::string all;
        for (const auto& entry : fs::directory_iterator(data)) all += content_of(entry.path());
        return all;
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

const Environment nothing_chosen{{"AMPARO_ADMIN_PASSWORD", ""}, {"AMPARO_DEMO_PASSWORD", ""}};

/// The word after "Password:" in the line that starts so.
std::string password_in(const std::string& output, const std::string& line_start) {
    const auto line = output.find(line_start);
    if (line == std::string::npos) return "";
    const std::string mark = "Password: ";
    const auto start = output.find(mark, line) + mark.size();
    return output.substr(start, output.find_first_of(" \n", start) - start);
}

std::size_t times(const std::string& part, const std::string& whole) {
    std::size_t count = 0;
    for (auto at = whole.find(part); at != std::string::npos; at = whole.find(part, at + 1))
        ++count;
    return count;
}

/// How many possible matches the work list of somebody has; the nightly search or the changes
/// since the start put them there.
long eventually_found(Server& server, const char* name) {
    for (int tries = 0; tries < 100; ++tries) {
        const auto reply = server.as(name).get("/api/v2/potential_matches?min_score=0.8");
        if (reply.status == 200 && reply.total() >= 4) return static_cast<long>(reply.total());
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return 0;
}

TEST_F(Serving, MakesKeysDatabaseAdministratorPeopleAndCases) {
    Server server(data, {.arguments = {"--cases", "25"}});
    EXPECT_EQ(mode_of("amparo.keys"), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(mode_of("amparo.db"), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(data).permissions(), fs::perms::owner_all);
    auto admin = server.as("admin");
    EXPECT_EQ(case_ids(admin).size(), 25u);
    for (const auto* name :
         {"worker", "worker_ar", "worker_fr", "supervisor", "agency_manager", "tracing_officer",
          "tracing_manager", "system_administrator", "referral_recipient"}) {
        EXPECT_EQ(server.as(name).get("/api/v2/permissions").status, 200) << name;
    }
    EXPECT_EQ(server.as("worker", "another one").get("/api/v2/permissions").status, 401);
    const auto end = server.stop(SIGTERM);
    EXPECT_EQ(end.code, 0);
    EXPECT_EQ(end.output,
              "Amparo is ready: http://localhost:" + std::to_string(server.port()) + "\n")
        << "one line, and no password that was chosen";
}

TEST_F(Serving, ShowsAGeneratedPasswordOnceAndKeepsItNowhere) {
    std::string output;
    {
        Server server(data, {.arguments = {"--cases", "2"}, .environment = nothing_chosen});
        const auto end = server.stop(SIGTERM);
        EXPECT_EQ(end.code, 0);
        output = end.output;
        for (const auto* line : {"Administrator:", "Demo users:"}) {
            const auto password = password_in(output, line);
            ASSERT_GE(password.size(), 16u) << output;
            EXPECT_EQ(times(password, output), 1u);
            EXPECT_THAT(end.errors, Not(HasSubstr(password)));
            EXPECT_THAT(everything_kept(), Not(HasSubstr(password)));
        }
    }
    const auto admin = password_in(output, "Administrator:");
    const auto demo = password_in(output, "Demo users:");
    EXPECT_NE(admin, demo);
    Server again(data, {.environment = nothing_chosen});
    EXPECT_EQ(again.as("admin", admin).get("/api/v2/permissions").status, 200);
    EXPECT_EQ(again.as("worker", demo).get("/api/v2/permissions").status, 200);
    const auto end = again.stop(SIGTERM);
    EXPECT_THAT(end.output, Not(HasSubstr("Password"))) << "shown only the first time";
}

TEST_F(Serving, KeepsAChosenPasswordOutOfEverything) {
    Server server(data, {.arguments = {"--cases", "1"}});
    EXPECT_EQ(server.as("admin").get("/api/v2/permissions").status, 200);
    const auto end = server.stop(SIGTERM);
    EXPECT_THAT(end.output, Not(HasSubstr(chosen_password)));
    EXPECT_THAT(end.errors, Not(HasSubstr(chosen_password)));
    EXPECT_THAT(everything_kept(), Not(HasSubstr(chosen_password)));
}

TEST_F(Serving, WithoutDemoThereIsTheAdministratorAlone) {
    Server server(data, {.arguments = {"--no-demo", "--cases", "30"}});
    auto admin = server.as("admin");
    EXPECT_THAT(case_ids(admin), IsEmpty());
    EXPECT_EQ(admin.get("/api/v2/users").total(), 1);
    EXPECT_EQ(server.as("worker").get("/api/v2/permissions").status, 401);
}

TEST_F(Serving, ASecondStartReusesEverythingAndIsQuick) {
    std::vector<std::string> before;
    {
        Server server(data, {.arguments = {"--cases", "200"}});
        auto admin = server.as("admin");
        before = case_ids(admin);
        EXPECT_EQ(before.size(), 200u);
        // Some of them are sought by their families.
        EXPECT_EQ(admin.get("/api/v2/tracing_requests").total(), 6);
        const auto found = eventually_found(server, "tracing_officer");
        EXPECT_GE(found, 4) << "in other scripts and spellings";
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    const auto keys = content_of(data / "amparo.keys");
    const auto begun = std::chrono::steady_clock::now();
    // Other passwords in the environment change nothing, and no case is made twice.
    Server server(data, {.arguments = {"--cases", "50"},
                         .environment = {{"AMPARO_ADMIN_PASSWORD", "Another-one-4411"},
                                         {"AMPARO_DEMO_PASSWORD", "Another-one-4411"}}});
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
    auto admin = server.as("admin");
    EXPECT_EQ(case_ids(admin), before);
    EXPECT_EQ(server.as("worker").get("/api/v2/permissions").status, 200);
    EXPECT_EQ(server.as("admin", "Another-one-4411").get("/api/v2/permissions").status, 401);
    EXPECT_EQ(content_of(data / "amparo.keys"), keys);
}

class StopSignal : public Serving, public ::testing::WithParamInterface<int> {};

TEST_P(StopSignal, EndsAWriteLoadWithoutLosingWhatWasConfirmed) {
    make_ready(data);
    std::vector<std::string> confirmed;
    {
        Server server(data);
        WriteLoad load(server.port(), 6);
        load.wait_for(40);
        EXPECT_EQ(server.stop(GetParam()).code, 0);
        load.stop();
        confirmed = load.acknowledged();
        EXPECT_THAT(load.refusals(), IsEmpty());
    }
    Server server(data);
    auto admin = server.as("admin");
    EXPECT_THAT(confirmed, IsSubsetOf(case_ids(admin)));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
    const auto verified = amparo({"verify", "--data", data.string()});
    EXPECT_EQ(verified.code, 0) << verified.output << verified.errors;
}

INSTANTIATE_TEST_SUITE_P(EachWay, StopSignal, ::testing::Values(SIGINT, SIGTERM),
                         [](const auto& one) {
                             return one.param == SIGINT ? "Interrupt" : "Terminate";
                         });

/// Whether a server with this setting says this address when it is ready.
bool says_address(const fs::path& data, const std::string& address, const Environment& environment,
                  const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"serve", "--data", data.string(), "--port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Process server(program(), arguments, environment);
    return server.says("Amparo is ready: " + address + "\n", std::chrono::seconds(60));
}

TEST_F(Serving, TakesSettingsFromTheFileTheEnvironmentAndTheLine) {
    make_ready(data);
    auto environment = operator_environment();
    std::ofstream(data / "amparo.toml") << "[server]\npublic_url = \"https://of-the-file\"\n";
    EXPECT_TRUE(says_address(data, "https://of-the-file", environment));
    environment["AMPARO_SERVER_PUBLIC_URL"] = "https://of-the-environment";
    EXPECT_TRUE(says_address(data, "https://of-the-environment", environment));
    EXPECT_TRUE(says_address(data, "https://of-the-line", environment,
                             {"--set", "server.public_url=https://of-the-line"}));
    std::ofstream(folder / "other.toml") << "[server]\npublic_url = \"https://of-another\"\n";
    environment.erase("AMPARO_SERVER_PUBLIC_URL");
    EXPECT_TRUE(
        says_address(data, "https://of-another", environment, {"--config", folder / "other.toml"}));
}

}  // namespace
}  // namespace amparo::testing
