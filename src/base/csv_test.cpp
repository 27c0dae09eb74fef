#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace amparo::csv {
namespace {

std::string row(const std::vector<std::string>& cells) {
    std::string out;
    write_row(out, cells);
    return out;
}

TEST(Csv, QuotesWhatWouldEndACell) {
    EXPECT_EQ(row({"a", "b c", ""}), "a,b c,\r\n");
    EXPECT_EQ(row({"a,b", "say \"no\"", "two\nlines"}),
              "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    EXPECT_EQ(row({"اسم", "5", "12-3"}), "اسم,5,12-3\r\n");
}

TEST(Csv, NothingIsRunAsAFormula) {
    for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
                                   "  =cmd|' /C calc'!A0", "|x", "%0A", "＝1", "＠A"})
        EXPECT_TRUE(row({text}).starts_with("\"'" + text.substr(0, 1))) << text;
    EXPECT_EQ(row({"=\"x\""}), "\"'=\"\"x\"\"\"\r\n");
    EXPECT_EQ(row({"   ", "a=b"}), "   ,a=b\r\n");
}

}  // namespace
}  // namespace amparo::csv
