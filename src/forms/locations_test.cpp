#include "forms/locations.hpp"

#include <gmock/gmock.h>

namespace amparo::forms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Location place(std::string code, int level, std::string path) {
    Location made;
    made.code = std::move(code);
    made.admin_level = level;
    made.hierarchy_path = std::move(path);
    return made;
}

std::vector<std::string> codes(const std::vector<const Location*>& places) {
    std::vector<std::string> found;
    found.reserve(places.size());
    for (const auto* one : places) found.push_back(one->code);
    return found;
}

TEST(Locations, LinksParentsInAnyOrder) {
    const Locations places({place("EX0101", 2, "EX.EX01.EX0101"), place("EX01", 1, "EX.EX01"),
                            place("EX", 0, "EX"), place("LOST", 1, "GONE.LOST")});
    EXPECT_THAT(codes(places.ancestry("ex0101")), ElementsAre("EX0101", "EX01", "EX"));
    EXPECT_EQ(places.at_level("EX0101", 1)->code, "EX01");
    EXPECT_EQ(places.at_level("EX01", 1)->code, "EX01") << "or itself";
    EXPECT_EQ(places.at_level("EX", 1), nullptr);
    EXPECT_EQ(places.find("LOST")->parent, -1);
    EXPECT_EQ(places.find("nowhere"), nullptr);
    EXPECT_THAT(places.ancestry("nowhere"), IsEmpty());
}

TEST(Locations, ACircleEnds) {
    const Locations places({place("A", 0, "B.A"), place("B", 0, "A.B"), place("C", 0, "C.C")});
    EXPECT_LE(places.ancestry("A").size(), 16U);
    EXPECT_EQ(places.find("C")->parent, -1) << "never its own parent";
}

}  // namespace
}  // namespace amparo::forms
