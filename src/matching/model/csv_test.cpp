#include "matching/model/csv.hpp"

#include <gmock/gmock.h>

namespace amparo::matching {
namespace {

using ::testing::ElementsAre;

TEST(CsvFields, ArePlainOrInQuotationMarks) {
    EXPECT_THAT(csv_fields("a,b,c"), ElementsAre("a", "b", "c"));
    EXPECT_THAT(csv_fields("a, b ,\r"), ElementsAre("a", "b", ""));
    EXPECT_THAT(csv_fields(R"("a,b","say ""c""",d)"), ElementsAre("a,b", R"(say "c")", "d"));
    EXPECT_THAT(csv_fields(R"(a,"")"), ElementsAre("a", ""));
    EXPECT_THAT(csv_fields(""), ElementsAre(""));
}

TEST(CsvFields, AnOpenMarkEndsWithTheLine) {
    EXPECT_THAT(csv_fields(R"(a,"b,c)"), ElementsAre("a", "b,c"));
    EXPECT_THAT(csv_fields(R"("a"x,b)"), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace amparo::matching
