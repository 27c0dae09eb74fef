#include "casework/hooks.hpp"

#include <gtest/gtest.h>

#include <set>

#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

TEST(CaseworkHooks, EachHasANameOfItsOwnAndRunsOnEverySave) {
    std::set<std::string_view> names;
    for (const auto* list : {&hooks()->links, &hooks()->announcements}) {
        for (const auto& hook : *list) {
            EXPECT_TRUE(names.insert(hook.name).second) << hook.name;
            EXPECT_NE(hook.run, nullptr) << hook.name;
        }
    }
    records::RecordsWorld world(hooks());
    const auto made = world.create_case("worker_a", records::object_of(R"({"name_first": "A"})"));
    EXPECT_EQ(made.revision, 1);
}

}  // namespace
}  // namespace amparo::casework
