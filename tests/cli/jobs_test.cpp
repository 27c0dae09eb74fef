// `amparo jobs`, and work that outlives the worker.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/support/receivers.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// A mail server that takes connections and never says a word.
class SilentReceiver final : public Receiver {
  public:
    SilentReceiver() { start(); }
    ~SilentReceiver() override { stop(); }
    std::atomic<int> connections = 0;

  private:
    void talk(int connection) override {
        ++connections;
        char byte = 0;
        while (read(connection, &byte, 1) == 1) {
        }
    }
};

template <class Holds>
bool eventually(const Holds& holds) {
    for (int round = 0; round < 200; ++round) {
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

class JobCommands : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    Finished jobs(std::vector<std::string> words) {
        words.insert(words.begin(), "jobs");
        words.insert(words.end(), {"--data", data.string()});
        return amparo(words);
    }
    static ServeWith mails_to(const Receiver& receiver) {
        return {.arguments = {"--set", "smtp.host=127.0.0.1", "--set",
                              "smtp.port=" + std::to_string(receiver.port()), "--set",
                              "smtp.security=none", "--set", "smtp.from=amparo@example.org"}};
    }
    /// A new user, who is welcomed by mail.
    static void add_user(Server& server, const std::string& name) {
        auto admin = server.as("admin");
        const auto made = admin.post(
            "/api/v2/users",
            R"({"data":{"user_name":")" + name + R"(","full_name":"Ngozi Eze","email":")" + name +
                R"(@example.org","role_unique_id":"role-cp-case-worker","agency_id":1,
                "user_group_unique_ids":["usergroup-primero-cp"]}})");
        ASSERT_EQ(made.status, 200) << made.body;
    }
    std::string mail_jobs(const std::string& column) {
        return ask(data, "SELECT " + column + " FROM jobs WHERE kind = 'send_mail'");
    }

    TemporaryFolder folder;
    fs::path data = folder / "data";
};

TEST_F(JobCommands, LoseNoMailWhenTheServerIsKilled) {
    {
        const SilentReceiver silent;
        Server server(data, mails_to(silent));
        add_user(server, "ngozi");
        ASSERT_TRUE(eventually([&] { return silent.connections > 0; }));
        server.stop(SIGKILL);
        EXPECT_EQ(mail_jobs("state"), "running");
    }
    EXPECT_THAT(jobs({"list", "--state", "running"}).output, HasSubstr("send_mail"));
    tamper(data, "UPDATE jobs SET run_at = 0 WHERE kind = 'send_mail'");  // its lease is over
    const MailReceiver receiver;
    Server server(data, mails_to(receiver));
    EXPECT_TRUE(eventually([&] { return receiver.mails().size() == 1; }));
    EXPECT_EQ(receiver.mails().at(0).to, "ngozi@example.org");
    EXPECT_TRUE(eventually([&] { return mail_jobs("state") == "done"; }));
}

TEST_F(JobCommands, ShowAndRepeatWhatFailed) {
    MailReceiver receiver;
    receiver.answer_recipients_with("550 no such mailbox");
    Server server(data, mails_to(receiver));
    add_user(server, "ngozi");
    ASSERT_TRUE(eventually([&] { return mail_jobs("state") == "failed"; }));
    const auto list = jobs({"list", "--state", "failed"});
    EXPECT_EQ(list.code, 0);
    EXPECT_THAT(list.output, HasSubstr("errors.notify.mail_refused"));
    const auto id = mail_jobs("id");
    EXPECT_THAT(jobs({"show", id}).output, HasSubstr("\"event\":\"welcome\""));
    EXPECT_EQ(jobs({"show", "999999"}).code, 1);
    EXPECT_EQ(jobs({"show", "x"}).code, 2);
    EXPECT_EQ(jobs({"retry", "999999"}).code, 1);
    receiver.answer_recipients_with("");
    EXPECT_THAT(jobs({"retry", id}).output, HasSubstr("1"));
    EXPECT_TRUE(eventually([&] { return receiver.mails().size() == 1; }));
    EXPECT_THAT(jobs({"retry"}).output, HasSubstr("0"));
}

TEST_F(JobCommands, WriteBackupsWhoseRunWasKilledAndThatCanBeRestored) {
    const auto backups = folder / "backups";
    fs::create_directory(backups);
    const ServeWith with{.arguments = {"--set", "backup.folder=" + backups.string()}};
    const auto count = [&] {
        return std::distance(fs::directory_iterator(backups), fs::directory_iterator());
    };
    {
        Server server(data, with);
        EXPECT_THAT(jobs({"schedule"}).output, HasSubstr("Backup"));
        EXPECT_EQ(jobs({"run", "Backup"}).code, 0);
        server.stop(SIGKILL);  // before, while or after it is written
    }
    std::ofstream(backups / "amparo-20200101T000000000Z.amparo.part") << "half of one";
    tamper(data, "UPDATE jobs SET run_at = 0 WHERE kind = 'Backup'");  // its lease is over
    {
        Server server(data, with);
        EXPECT_TRUE(eventually([&] {
            return ask(data,
                       "SELECT COUNT(*) FROM job_schedules WHERE name = 'Backup' "
                       "AND success_at > 0") == "1";
        }));
    }
    ASSERT_EQ(count(), 1) << "one backup and no remains";
    const auto file = fs::directory_iterator(backups)->path();
    const auto restored = folder / "restored";
    EXPECT_EQ(amparo({"restore", file.string(), "--data", restored.string()}).code, 0);
    fs::copy_file(data / "amparo.keys", restored / "amparo.keys");
    EXPECT_EQ(amparo({"verify", "--data", restored.string()}).code, 0);
}

TEST_F(JobCommands, RefuseATimeThatNoClockShows) {
    const auto refused =
        amparo({"serve", "--port", "0", "--set", "backup.time=25:00", "--data", data.string()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output + refused.errors, HasSubstr("backup.time"));
}

TEST_F(JobCommands, MakeRegularWorkDueNow) {
    Server server(data);
    const auto schedule = jobs({"schedule"});
    EXPECT_EQ(schedule.code, 0);
    for (const auto* name : {"RecalculateAge", "SessionCleanup", "IntegrityCheck", "TaskDigest"}) {
        EXPECT_THAT(schedule.output, HasSubstr(name));
    }
    EXPECT_EQ(jobs({"run", "Nonsense"}).code, 1);
    EXPECT_EQ(jobs({"list", "--state", "nonsense"}).code, 2);
    EXPECT_EQ(jobs({"run", "RecalculateAge"}).code, 0);
    EXPECT_TRUE(eventually([&] {
        return ask(data,
                   "SELECT COUNT(*) FROM job_schedules WHERE name = 'RecalculateAge' "
                   "AND success_at > 0") == "1";
    }));
    EXPECT_THAT(jobs({"list"}).output, HasSubstr("RecalculateAge"));
}

}  // namespace
}  // namespace amparo::testing
