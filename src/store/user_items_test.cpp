#include "store/user_items.hpp"

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

constexpr UserItems of_ana{.kind = "notification", .user_id = 7};
constexpr UserItems of_ben{.kind = "notification", .user_id = 8};

class UserItemsTest : public OnBothEngines {
  protected:
    std::optional<std::int64_t> insert(const std::string& key, const UserItems& whose = of_ana) {
        const UserItem item{.kind = std::string(whose.kind),
                            .user_id = whose.user_id,
                            .key = key,
                            .data = {{"record_id", key}}};
        return write([&](Transaction& transaction) { return insert_user_item(transaction, item); })
            .value();
    }
    std::vector<std::string> keys(const UserItemQuery& query = {}) {
        std::vector<std::string> found;
        const auto items =
            read([&](Snapshot& snapshot) { return list_user_items(snapshot, of_ana, query); });
        for (const auto& item : *items) found.push_back(item.key);
        return found;
    }
    std::size_t count(std::optional<std::int64_t> state = {}) {
        return read([&](Snapshot& snapshot) { return count_user_items(snapshot, of_ana, state); });
    }
};
AMPARO_ON_BOTH_ENGINES(UserItemsTest);

using Keys = std::vector<std::string>;

TEST_P(UserItemsTest, HoldEachKeyOfAUserOnce) {
    EXPECT_TRUE(insert("a"));
    EXPECT_FALSE(insert("a"));
    EXPECT_TRUE(insert("a", of_ben));
    EXPECT_EQ(count(), 1u);
}

TEST_P(UserItemsTest, ListNewestFirstByPageAndState) {
    for (const auto* key : {"a", "b", "c"}) insert(key);
    EXPECT_EQ(keys(), (Keys{"c", "b", "a"}));
    EXPECT_EQ(keys({.offset = 1, .count = 1}), Keys{"b"});
    ASSERT_TRUE(write([&](Transaction& transaction) {
        auto item = find_user_item(transaction, of_ana, "b").value().value();
        item.state = 1;
        item.data["record_id"] = "changed";
        return update_user_item(transaction, item);
    }));
    EXPECT_EQ(keys({.state = 0}), (Keys{"c", "a"}));
    EXPECT_EQ(keys({.state = 1}), Keys{"b"});
    EXPECT_EQ(count(0), 2u);
    ASSERT_EQ(write([](Transaction& transaction) {
                  return set_user_item_states(transaction, of_ana, {.from = 0, .to = 1});
              }).value(),
              2u);
    EXPECT_EQ(count(0), 0u);
    const auto item =
        read([](Snapshot& snapshot) { return find_user_item(snapshot, of_ana, "b"); });
    EXPECT_EQ(json::string_or(item.value()->data, "record_id"), "changed");
}

TEST_P(UserItemsTest, KeepThoseOfOthersOutOfReach) {
    const auto id = insert("a", of_ben).value();
    EXPECT_EQ(
        read([&](Snapshot& snapshot) { return find_user_item(snapshot, of_ana, id); }).error().code,
        Errc::not_found);
    const auto remove = [&](const UserItems& whose) {
        return write(
            [&](Transaction& transaction) { return remove_user_item(transaction, whose, id); });
    };
    EXPECT_EQ(remove(of_ana).error().code, Errc::not_found);
    EXPECT_EQ(remove({.kind = "saved_search", .user_id = 8}).error().code, Errc::not_found);
    EXPECT_TRUE(remove(of_ben));
}

TEST_P(UserItemsTest, AreListedOfAllByKindAndState) {
    const auto of_all = [&](std::string_view kind, std::int64_t state) {
        Keys found;
        const auto items = read([&](Snapshot& snapshot) {
            return list_items_of_all(snapshot, kind, {.state = state});
        });
        for (const auto& item : items.value()) found.push_back(item.key);
        return found;
    };
    insert("a");
    const auto id = insert("b", of_ben).value();
    EXPECT_EQ(of_all("notification", 0), (Keys{"b", "a"}));
    EXPECT_EQ(of_all("notification", 1), Keys{});
    EXPECT_EQ(of_all("saved_search", 0), Keys{});
    const auto find = [&](std::string_view kind) {
        return read([&](Snapshot& snapshot) { return find_item_of_any(snapshot, kind, id); });
    };
    EXPECT_EQ(find("notification").value().user_id, of_ben.user_id);
    EXPECT_EQ(find("saved_search").error().code, Errc::not_found);
}

TEST_P(UserItemsTest, GoWithTheirUserAndWithTime) {
    insert("a");
    insert("a", of_ben);
    world.clock.advance(std::chrono::hours(1));
    insert("b");
    EXPECT_EQ(write([&](Transaction& transaction) {
                  return expire_user_items(transaction, "notification", world.clock.now());
              }).value(),
              2u);
    EXPECT_EQ(keys(), Keys{"b"});
    ASSERT_TRUE(
        write([](Transaction& transaction) { return remove_user_items_of(transaction, 7); }));
    EXPECT_EQ(count(), 0u);
}

TEST_P(UserItemsTest, RefuseDataMovedFromAnotherUser) {
    insert("a");
    insert("a", of_ben);
    world.tamper(
        "UPDATE user_items SET sealed = (SELECT sealed FROM user_items WHERE user_id = 8) "
        "WHERE user_id = 7");
    EXPECT_FALSE(read([](Snapshot& snapshot) { return list_user_items(snapshot, of_ana, {}); }));
}

}  // namespace
}  // namespace amparo::store
