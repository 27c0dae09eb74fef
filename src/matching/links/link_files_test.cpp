#include "matching/links/link_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "matching/links/limits.hpp"
#include "matching/links/people_test_support.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::matching::links {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Pair;
using ::testing::StartsWith;

void unheard(Stage, std::size_t, std::size_t) {}

class LinkFiles : public ::testing::Test {
  protected:
    fs::path put(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }
    static std::string content(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Result<LinkSummary> link(const std::vector<fs::path>& in, Scope scope = Scope::all) {
        return link_files({.in = in,
                           .map = testing::invented_map(),
                           .options = {.scope = scope},
                           .out = folder / "out.csv"},
                          unheard);
    }
    std::string refusal(const std::vector<fs::path>& in, Scope scope = Scope::all) {
        const auto done = link(in, scope);
        EXPECT_FALSE(fs::exists(folder / "out.csv"));
        return done ? "none" : done.error().message.key;
    }

    amparo::testing::TemporaryFolder folder;
    const std::string header = "id,given,family,born,town,zip,mail\n";
};

TEST_F(LinkFiles, WriteTheLinksWithTheirHeader) {
    const auto file = testing::invent({.seed = 21, .persons = 60, .error_share = 0.1});
    const auto done = link({put("in.csv", file.csv)});
    ASSERT_TRUE(done.has_value());
    EXPECT_GT(done->links, 20u);
    EXPECT_GT(done->records, done->persons);
    const auto text = content(folder / "out.csv");
    EXPECT_THAT(text, StartsWith("id_a,id_b,score\np"));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')), done->links + 1);
    EXPECT_FALSE(fs::exists(folder / "out.csv.part"));
}

TEST_F(LinkFiles, QuoteIdsThatNeedIt) {
    People people;
    people.ids = {"plain", "with,comma", "with\"quote"};
    EXPECT_EQ(to_csv(people, {{.a = 0, .b = 1, .score = 0.5}, {.a = 1, .b = 2, .score = 0.25}}),
              "id_a,id_b,score\nplain,\"with,comma\",0.500000\n"
              "\"with,comma\",\"with\"\"quote\",0.250000\n");
}

TEST_F(LinkFiles, RefuseFilesThatAreNotAsTheMapSays) {
    EXPECT_EQ(refusal({folder / "absent.csv"}), "cli.links.unreadable");
    EXPECT_EQ(refusal({put("a.csv", "")}), "cli.links.empty_file");
    EXPECT_EQ(refusal({put("c.csv", "id,given\n1,a\n")}), "cli.links.column_missing");
    EXPECT_EQ(refusal({put("d.csv", "given,family\n1,a\n")}), "cli.links.column_missing");
    EXPECT_EQ(refusal({put("e.csv", header + "1,a\n1,b\n")}), "cli.links.id_twice");
    EXPECT_EQ(refusal({put("f.csv", header + ",a\n")}), "cli.links.id_missing");
    EXPECT_EQ(refusal({put("g.csv", header + "1,\xC3\x28\n")}), "cli.links.not_utf8");
    EXPECT_EQ(refusal({}), "cli.links.file_count");
    EXPECT_EQ(refusal(std::vector<fs::path>(files_max + 1, folder / "a.csv")),
              "cli.links.file_count");
}

TEST_F(LinkFiles, RefuseIdsThatTwoFilesShare) {
    const auto one = put("one.csv", header + "1,a\n2,b\n");
    const auto two = put("two.csv", header + "3,c\n2,d\n");
    EXPECT_EQ(refusal({one, two}), "cli.links.id_twice");
    EXPECT_EQ(refusal({one}, Scope::between_files), "cli.links.between_one");
    EXPECT_EQ(refusal({one, one}), "cli.links.id_twice");
}

TEST_F(LinkFiles, NameTheFileAtFault) {
    const auto bad = put("bad.csv", header + "1,\"open\n");
    const auto done = link({bad});
    ASSERT_FALSE(done.has_value());
    EXPECT_THAT(done.error().message.arguments, Contains(Pair("file", bad.string())));
    EXPECT_THAT(done.error().message.arguments, Contains(Pair("line", "2")));
}

TEST_F(LinkFiles, RefuseAnOutputThatCannotBeWritten) {
    const auto in = put("in.csv", header + "1,a\n2,b\n");
    const auto done = link_files(
        {.in = {in}, .map = testing::invented_map(), .out = folder / "no" / "such" / "o.csv"},
        unheard);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().message.key, "cli.links.unwritable");
}

TEST_F(LinkFiles, TakeAbsurdValues) {
    const auto in = put("in.csv", header + "1," + std::string(10'000, 'a') +
                                      ",X,9999-99-99,,,\n2,1234,!!!,0000-00-00,\t,@,@@\n3,محمد,"
                                      "Ёлкин,-5,ሰላም,𝔘𝔫𝔦,é@é\n4,,,,,,\n");
    EXPECT_TRUE(link({in}).has_value());
}

TEST_F(LinkFiles, ReadColumnMaps) {
    const auto good =
        put("map.json", R"({"id": "no", "columns": [{"column": "name", "kind": "full_name"}]})");
    EXPECT_EQ(read_map(good)->id, "no");
    const auto broken = read_map(put("broken.json", "{\"id\": "));
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().message.key, "cli.links.map_not_json");
    EXPECT_THAT(broken.error().message.arguments,
                Contains(Pair("file", (folder / "broken.json").string())));
    EXPECT_EQ(read_map(folder / "absent.json").error().code, Errc::not_found);
    EXPECT_EQ(read_map(put("large.json", std::string(map_bytes_max + 1, ' '))).error().code,
              Errc::too_large);
}

}  // namespace
}  // namespace amparo::matching::links
