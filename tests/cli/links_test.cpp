#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class LinkCommand : public ::testing::Test {
  protected:
    fs::path put(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }
    Finished link(std::vector<std::string> more) {
        std::vector<std::string> all{"match", "evaluate", "links", "--out",
                                     (folder / "out.csv").string()};
        all.insert(all.end(), more.begin(), more.end());
        return amparo(all);
    }
    void expect_refused(const std::vector<std::string>& more, int code, const std::string& with) {
        const auto end = link(more);
        EXPECT_EQ(end.code, code) << end.errors;
        EXPECT_THAT(end.errors, HasSubstr(with));
        EXPECT_FALSE(fs::exists(folder / "out.csv"));
    }
    TemporaryFolder folder;
};

/// Fifty different people, the first ten of them twice.
std::string people() {
    std::string rows = "no,name,born\n";
    const auto row = [&](const std::string& id, int person) {
        const auto letter = static_cast<char>('a' + person % 25);
        rows += id + ",Sa" + letter + "ira " + std::string(1 + person / 25, letter) + "okande," +
                std::to_string(1990 + person % 20) + "-0" + std::to_string(1 + person % 9) + "-1" +
                std::to_string(person % 10) + "\n";
    };
    for (int i = 0; i < 50; ++i) row(std::to_string(i), i);
    for (int i = 0; i < 10; ++i) row("again" + std::to_string(i), i);
    return rows;
}

TEST_F(LinkCommand, LinksAnyPersonFileByItsMap) {
    const auto map = put("map.json", R"({"id": "no", "columns": [
        {"column": "name", "kind": "full_name"}, {"column": "born", "kind": "date"}]})");
    const auto in = put("in.csv", people());
    const auto end = link({"--map", map.string(), "--in", in.string()});
    ASSERT_EQ(end.code, 0) << end.errors;
    EXPECT_THAT(end.output, HasSubstr("60 records"));
    const auto links = content_of(folder / "out.csv");
    EXPECT_THAT(links, StartsWith("id_a,id_b,score\n"));
    EXPECT_THAT(links, HasSubstr("3,again3,"));
}

TEST_F(LinkCommand, AHeaderAloneHasNoLinksAndNothingAtAllIsAMistake) {
    const std::string header = "unique_id,first_name,surname,dob,city,email\n";
    const auto bare = put("bare.csv", header);
    const auto end = link({"--profile", "fake-1000", "--in", bare.string()});
    EXPECT_EQ(end.code, 0) << end.errors;
    EXPECT_THAT(end.output, HasSubstr("0 records"));
    EXPECT_EQ(content_of(folder / "out.csv"), "id_a,id_b,score\n");
    fs::remove(folder / "out.csv");
    expect_refused({"--profile", "fake-1000", "--in", put("empty.csv", "").string()}, 1,
                   "there are no records in it");
}

TEST_F(LinkCommand, ADeviceOrALinkIsWrittenToAndStays) {
    const auto in = put("in.csv", "unique_id,first_name,surname,dob,city,email\n1,A,B,,,\n");
    const auto to = [&](const fs::path& out) {
        return amparo({"match", "evaluate", "links", "--profile", "fake-1000", "--in", in.string(),
                       "--out", out.string()});
    };
    const auto pipe = folder / "pipe";
    fs::create_symlink("/dev/fd/1", pipe);
    const auto shown = to(pipe);
    EXPECT_EQ(shown.code, 0) << shown.errors;
    EXPECT_EQ(shown.output, "id_a,id_b,score\n");
    EXPECT_THAT(shown.errors, HasSubstr("1 records"));
    EXPECT_TRUE(fs::is_symlink(pipe));
    put("elsewhere.csv", "before\n");
    fs::create_symlink(folder / "elsewhere.csv", folder / "link.csv");
    EXPECT_EQ(to(folder / "link.csv").code, 0);
    EXPECT_TRUE(fs::is_symlink(folder / "link.csv"));
    EXPECT_EQ(content_of(folder / "elsewhere.csv"), "id_a,id_b,score\n");
    const auto full = folder / "full";
    fs::create_symlink("/dev/full", full);
    EXPECT_EQ(to(full).code, 1);
}

TEST_F(LinkCommand, SaysWhatIsWrong) {
    const auto in = put("in.csv", people()).string();
    expect_refused({"--in", in}, 1, "--profile or --map");
    expect_refused({"--in", in, "--profile", "nothing"}, 1, "no profile “nothing”");
    expect_refused({"--in", in, "--profile", "febrl-lite"}, 1, "no column “rec_id”");
    expect_refused({"--in", in, "--profile", "febrl-lite", "--min-score", "2"}, 2, "--min-score");
    expect_refused({"--in", in, "--profile", "febrl-lite", "--min-score", "nan"}, 1,
                   "a number from 0 to 1");
    expect_refused({"--profile", "febrl-lite"}, 2, "--in");
    expect_refused({"--in", in, "--map", put("bad.json", "[").string()}, 1, "is not JSON");
    expect_refused({"--in", (folder / "absent.csv").string(), "--profile", "fake-1000"}, 1,
                   "cannot be read");
}

}  // namespace
}  // namespace amparo::testing
