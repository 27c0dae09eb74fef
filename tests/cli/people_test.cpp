#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "tests/cli/program.hpp"
#include "tests/support/phone.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class People : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    Finished user(std::vector<std::string> words, const std::string& password = "") {
        words.insert(words.begin(), "user");
        words.insert(words.end(), {"--data", data.string()});
        return amparo(words, {{"AMPARO_USER_PASSWORD", password}});
    }
    Finished add(const std::string& name, const std::string& password,
                 const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"add",         name,
                                       "--full-name", "Amina Sy",
                                       "--role",      "role-cp-case-worker",
                                       "--agency",    "AGENCY-1",
                                       "--group",     "usergroup-primero-cp"};
        words.insert(words.end(), more.begin(), more.end());
        return user(std::move(words), password);
    }
    int signs_in(const Server& server, const std::string& name, const std::string& password) {
        return server.as(name, password).get("/api/v2/permissions").status;
    }
    /// The sixteen characters or more after the colon or the last word before the bracket.
    static std::string shown_password(const std::string& output) {
        const auto end = output.find(" (shown only now)");
        if (end == std::string::npos) return "";
        return output.substr(output.rfind(' ', end - 1) + 1, end - output.rfind(' ', end - 1) - 1);
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

TEST_F(People, AreAddedWithAChosenPassword) {
    const auto added = add("amina", "A-first-password-1");
    EXPECT_EQ(added.code, 0) << added.errors;
    EXPECT_EQ(added.output, "User amina was added.\n");
    EXPECT_THAT(added.errors, Not(HasSubstr("A-first-password-1")));
    Server server(data);
    EXPECT_EQ(signs_in(server, "amina", "A-first-password-1"), 200);
    EXPECT_EQ(signs_in(server, "amina", "something else 22"), 401);
}

TEST_F(People, GetAGeneratedPasswordThatIsShownOnce) {
    const auto added = add("amina", "");
    EXPECT_EQ(added.code, 0) << added.errors;
    const auto password = shown_password(added.output);
    ASSERT_GE(password.size(), 16u) << added.output;
    Server server(data);
    EXPECT_EQ(signs_in(server, "amina", password), 200);
}

TEST_F(People, AreRefusedWithTheReason) {
    const auto expect_refused = [](const Finished& end, const std::string& words) {
        EXPECT_EQ(end.code, 1);
        EXPECT_THAT(end.output, IsEmpty());
        EXPECT_THAT(end.errors, HasSubstr(words));
        EXPECT_THAT(end.errors, Not(HasSubstr("errors.")));
    };
    expect_refused(add("worker", "A-first-password-1"), "user with that name already: worker");
    expect_refused(add("amina", "short"), "too short");
    expect_refused(add("amina", "A-first-password-1", {"--locale", "xx"}), "language");
    const std::vector<std::string> person{"add", "amina", "--full-name", "Amina Sy"};
    const auto with = [&](const std::string& role, const std::string& agency,
                          const std::string& group) {
        auto words = person;
        words.insert(words.end(), {"--role", role, "--agency", agency, "--group", group});
        return user(words, "A-first-password-1");
    };
    expect_refused(with("role-absent", "AGENCY-1", "usergroup-primero-cp"), "role");
    expect_refused(with("role-cp-case-worker", "AGENCY-9", "usergroup-primero-cp"), "agency");
    expect_refused(with("role-cp-case-worker", "AGENCY-1", "usergroup-absent"), "user group");
    expect_refused(user({"password", "nobody"}, "A-first-password-1"), "nobody");
    EXPECT_THAT(user({"list"}).output, Not(HasSubstr("amina")));
}

TEST_F(People, GetANewPasswordWhileTheServerWorks) {
    Server server(data);
    EXPECT_EQ(signs_in(server, "worker", chosen_password), 200);
    const auto changed = user({"password", "worker"}, "A-second-password-2");
    EXPECT_EQ(changed.code, 0) << changed.errors;
    EXPECT_EQ(changed.output, "The password of worker was changed.\n");
    // Another process changed it: the server hears of it within moments.
    int old_one = 200;
    for (int attempt = 0; attempt < 100 && old_one == 200; ++attempt) {
        old_one = signs_in(server, "worker", chosen_password);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(old_one, 401);
    EXPECT_EQ(signs_in(server, "worker", "A-second-password-2"), 200);
}

TEST_F(People, AreListed) {
    const auto listed = user({"list"});
    EXPECT_EQ(listed.code, 0);
    EXPECT_THAT(listed.output, HasSubstr("admin\trole-superuser\tAGENCY-1\tenabled\n"));
    EXPECT_THAT(listed.output, HasSubstr("worker\trole-cp-case-worker\tAGENCY-1\tenabled\n"));
    EXPECT_THAT(listed.output, Not(HasSubstr(chosen_password)));
}

TEST_F(People, LoseASecondFactorThatTheyCannotProveAnyMore) {
    const auto path = std::string("/api/v2/second_factor/one_time_code");
    const auto told = [](json::Object members) {
        return json::write(json::Object{{"data", std::move(members)}});
    };
    {
        Server server(data);
        Client worker(server.port());
        ASSERT_EQ(worker.sign_in("worker", chosen_password).status, 200);
        const auto begun = worker.post(path, told({{"password", chosen_password}}));
        ASSERT_EQ(begun.status, 200) << begun.body;
        Phone phone(begun.text("key"));
        const auto done =
            worker.post(path + "/confirmation", told({{"one_time_code", phone.next()}}));
        ASSERT_EQ(done.status, 200) << done.body;
        Client other(server.port());
        EXPECT_EQ(other.sign_in("worker", chosen_password).status, 401);
        server.stop(SIGTERM);
    }
    const auto removed = user({"second-factor-remove", "worker"});
    EXPECT_EQ(removed.code, 0) << removed.errors;
    EXPECT_THAT(removed.output, HasSubstr("second factor of worker was removed"));
    EXPECT_EQ(user({"second-factor-remove", "worker"}).code, 1) << "there is none any more";
    EXPECT_THAT(user({"second-factor-remove", "nobody"}).errors, HasSubstr("nobody"));
    Server server(data);
    Client worker(server.port());
    EXPECT_EQ(worker.sign_in("worker", chosen_password).status, 200);
}

}  // namespace
}  // namespace amparo::testing
