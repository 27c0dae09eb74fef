#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/write_load.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::Not;

/// Backup, restore, verify, keys, doctor: on a deployment of the test's own.
class Upkeep : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    Finished at(const fs::path& directory, std::vector<std::string> command) {
        command.insert(command.end(), {"--data", directory.string()});
        return amparo(command);
    }
    void copy_keys(const fs::path& to) {
        fs::create_directories(to);
        fs::copy_file(data / "amparo.keys", to / "amparo.keys");
    }
    std::string current_key() const {
        const auto ring = json::parse_object(content_of(data / "amparo.keys")).value();
        return json::string_or(ring, "current");
    }
    std::string rows_under_other_keys() const {
        return ask(data, "SELECT (SELECT COUNT(*) FROM records WHERE key_id <> '" + current_key() +
                             "') + (SELECT COUNT(*) FROM changes WHERE key_id <> '" +
                             current_key() + "')");
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
    fs::path copy = folder / "copy.amparo";
    fs::path other = folder / "other";
};

TEST_F(Upkeep, BacksUpALiveServerAndRestoresIt) {
    std::vector<std::string> confirmed_before;
    std::vector<std::string> all;
    {
        Server server(data);
        WriteLoad load(server.port(), 4);
        load.wait_for(30);
        confirmed_before = load.acknowledged();
        const auto saved = at(data, {"backup", copy.string()});
        EXPECT_EQ(saved.code, 0) << saved.errors;
        EXPECT_THAT(saved.output, HasSubstr("copy.amparo"));
        EXPECT_THAT(saved.output, HasSubstr("key ring in another place"));
        load.stop();
        EXPECT_THAT(load.refusals(), IsEmpty()) << "nobody noticed";
        auto admin = server.as("admin");
        all = case_ids(admin);
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    EXPECT_EQ(fs::status(copy).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_THAT(content_of(copy), Not(HasSubstr("Noor"))) << "rows stay sealed";
    copy_keys(other);
    const auto restored = at(other, {"restore", copy.string()});
    EXPECT_EQ(restored.code, 0) << restored.errors;
    EXPECT_EQ(at(other, {"verify"}).code, 0);
    Server again(other);
    auto reader = again.as("admin");
    const auto ids = case_ids(reader);
    EXPECT_THAT(confirmed_before, IsSubsetOf(ids));
    EXPECT_THAT(ids, IsSubsetOf(all));
    const std::string next = "0f0f0f0f-1111-4222-8333-444444444444";
    EXPECT_EQ(reader.post("/api/v2/cases", new_case(next)).status, created);
}

TEST_F(Upkeep, RestoresTheSameRecords) {
    const auto snapshot = [](const fs::path& directory) {
        Server server(directory);
        auto admin = server.as("admin");
        return admin.get("/api/v2/cases?per=100&order_by=id&order=asc").body;
    };
    const auto before = snapshot(data);
    ASSERT_EQ(at(data, {"backup", copy.string()}).code, 0);
    copy_keys(other);
    ASSERT_EQ(at(other, {"restore", copy.string()}).code, 0);
    EXPECT_EQ(snapshot(other), before);
}

TEST_F(Upkeep, RefusesWhatCannotBeRestored) {
    ASSERT_EQ(at(data, {"backup", copy.string()}).code, 0);
    const auto over = at(data, {"restore", copy.string()});
    EXPECT_EQ(over.code, 1);
    EXPECT_THAT(over.errors, HasSubstr("holds data already"));
    EXPECT_EQ(at(data, {"verify"}).code, 0) << "nothing was overwritten";
    const auto absent = at(other, {"restore", (folder / "absent").string()});
    EXPECT_EQ(absent.code, 1);
    EXPECT_THAT(absent.errors, HasSubstr("cannot be read"));
    std::ofstream(folder / "letter") << "Dear colleagues";
    const auto letter = at(other, {"restore", (folder / "letter").string()});
    EXPECT_EQ(letter.code, 1);
    EXPECT_THAT(letter.errors, HasSubstr("not a backup of Amparo"));
    fs::resize_file(copy, fs::file_size(copy) - 100);
    const auto torn = at(other, {"restore", copy.string()});
    EXPECT_EQ(torn.code, 1);
    EXPECT_THAT(torn.errors, HasSubstr("damaged"));
}

TEST_F(Upkeep, AKeyIsChangedWhileTheServerWorks) {
    const auto old_key = current_key();
    Server server(data, {.arguments = {"--set", "session.parallel_max=10"}});
    WriteLoad load(server.port(), 3);
    load.wait_for(10);
    Client person(server.port());
    ASSERT_EQ(person.sign_in("worker", chosen_password).status, 200);
    const auto rotated = at(data, {"rotate-key"});
    EXPECT_EQ(rotated.code, 0) << rotated.errors;
    EXPECT_NE(current_key(), old_key);
    EXPECT_THAT(rotated.output, HasSubstr(current_key()));
    EXPECT_THAT(rotated.output, HasSubstr("Save the key ring now"));
    const auto so_far = load.acknowledged().size();
    load.wait_for(so_far + 10);
    load.stop();
    EXPECT_THAT(load.refusals(), IsEmpty());
    EXPECT_EQ(person.get("/api/v2/permissions").status, 200) << "and nobody is signed out";
    // Rows that are read anew, not from memory: a history comes from the database.
    auto admin = server.as("admin");
    for (const auto& id : case_ids(admin)) {
        EXPECT_EQ(admin.get("/api/v2/cases/" + id).status, 200);
        EXPECT_EQ(admin.get("/api/v2/cases/" + id + "/record_history").status, 200);
    }
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
    EXPECT_EQ(rows_under_other_keys(), "0") << "what was written meanwhile has the new key too";
    EXPECT_EQ(at(data, {"verify"}).code, 0);
    EXPECT_EQ(at(data, {"doctor"}).code, 0);
}

TEST_F(Upkeep, VerifyCountsWhatItRead) {
    std::int64_t records = 0;
    {
        Server server(data);
        auto admin = server.as("admin");
        for (const auto* type : {"cases", "incidents", "tracing_requests", "families"})
            records += admin.get("/api/v2/" + std::string(type) + "?per=1").total();
        EXPECT_GE(records, ready_cases);
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    const auto verified = at(data, {"verify"});
    EXPECT_EQ(verified.code, 0);
    EXPECT_THAT(verified.output, HasSubstr(" " + std::to_string(records) + " records"));
    EXPECT_THAT(verified.output, HasSubstr("All is well"));
}

TEST_F(Upkeep, InitMakesADeploymentToServeLater) {
    const auto made = at(other, {"init"});
    EXPECT_EQ(made.code, 0) << made.errors;
    EXPECT_THAT(made.output, HasSubstr("The deployment is ready in"));
    EXPECT_THAT(made.output, Not(HasSubstr(chosen_password)));
    EXPECT_EQ(at(other, {"init"}).code, 0) << "twice does no harm";
    Server server(other, {.arguments = {"--no-demo"}});
    EXPECT_EQ(server.as("admin").get("/api/v2/cases").total(), 0);
}

/// A state of a deployment, and what the doctor says of it.
struct Ailment {
    const char* name;
    std::function<void(const fs::path& data)> bring_about;
    const char* words;
};

class Doctor : public Upkeep, public ::testing::WithParamInterface<Ailment> {};

TEST_P(Doctor, SaysInWordsWhatIsWrong) {
    EXPECT_EQ(at(data, {"doctor"}).code, 0);
    GetParam().bring_about(data);
    const auto examined = at(data, {"doctor"});
    EXPECT_EQ(examined.code, 1);
    EXPECT_THAT(examined.output + examined.errors, HasSubstr(GetParam().words));
    for (const auto* inside : {"errors.", "doctor.", ".cpp", "std::", "terminate"})
        EXPECT_THAT(examined.output + examined.errors, Not(HasSubstr(inside)));
}

const Ailment ailments[] = {
    {"KeysGone", [](const fs::path& data) { fs::remove(data / "amparo.keys"); },
     "There is no key ring here"},
    {"KeysReadable",
     [](const fs::path& data) {
         fs::permissions(data / "amparo.keys", fs::perms::others_read, fs::perm_options::add);
     },
     "can read the key ring"},
    {"KeysSpoilt", [](const fs::path& data) { std::ofstream(data / "amparo.keys") << "x"; },
     "not a key ring, or is damaged"},
    {"KeysOfAnother",
     [](const fs::path& data) {
         fs::remove(data / "amparo.keys");
         const auto other = data.parent_path() / "strange";
         EXPECT_EQ(amparo({"init", "--data", other.string()}).code, 0);
         fs::copy_file(other / "amparo.keys", data / "amparo.keys");
     },
     "Rows do not open with these keys"},
    {"DatabaseGone", [](const fs::path& data) { fs::remove(data / "amparo.db"); },
     "There is no database here"},
    {"DatabaseReadable",
     [](const fs::path& data) {
         fs::permissions(data / "amparo.db", fs::perms::others_read, fs::perm_options::add);
     },
     "can read the database file"},
    {"NoDatabase",
     [](const fs::path& data) { std::ofstream(data / "amparo.db") << std::string(9000, 'x'); },
     "not a database, or it is damaged"},
    {"Empty", [](const fs::path& data) { std::ofstream(data / "amparo.db") << ""; },
     "The database is empty"},
    {"Newer",
     [](const fs::path& data) {
         tamper(data, "INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
     },
     "newer version of Amparo"},
    {"CutShort",
     [](const fs::path& data) {
         fs::resize_file(data / "amparo.db", fs::file_size(data / "amparo.db") - 4096);
     },
     "restore a backup"},
    {"RecordSpoilt",
     [](const fs::path& data) {
         tamper(data,
                "UPDATE records SET sealed = x'00' || sealed WHERE place = "
                "(SELECT MAX(place) FROM records)");
     },
     "“amparo verify” names them"},
    {"Settings", [](const fs::path& data) { std::ofstream(data / "amparo.toml") << "[server\n"; },
     "cannot be read at"},
};

INSTANTIATE_TEST_SUITE_P(OfEach, Doctor, ::testing::ValuesIn(ailments),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace amparo::testing
