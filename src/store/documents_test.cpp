#include "store/documents.hpp"

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

class Documents : public OnBothEngines {
  protected:
    Result<Revision> put(const DocumentWrite& document) {
        return write([&](Transaction& transaction) { return put_document(transaction, document); });
    }
    std::optional<Document> find_one(std::string_view kind, std::string_view key) {
        return read([&](Snapshot& snapshot) { return find_document(snapshot, kind, key); }).value();
    }
    static DocumentWrite role(const std::string& key, Revision expected = -1,
                              const std::string& name = "Worker") {
        return {.kind = "role",
                .key = key,
                .expected = expected,
                .data = {{"name", name}},
                .actor = "admin",
                .at = test_start};
    }
};
AMPARO_ON_BOTH_ENGINES(Documents);

TEST_P(Documents, KeepsADocumentUnderItsKindAndKey) {
    EXPECT_EQ(put(role("r1")).value(), 1);
    const auto found = find_one("role", "r1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, "role");
    EXPECT_EQ(found->key, "r1");
    EXPECT_EQ(found->revision, 1);
    EXPECT_EQ(found->updated_at, test_start);
    EXPECT_EQ(found->data.at("name"), "Worker");
    EXPECT_FALSE(find_one("role", "r2"));
    EXPECT_FALSE(find_one("user", "r1"));
}

TEST_P(Documents, ListsAKindByKey) {
    for (const std::string key : {"b", "a", "Z", "é"}) ASSERT_TRUE(put(role(key)));
    auto other = role("x");
    other.kind = "agency";
    ASSERT_TRUE(put(other));
    const auto all = read([](Snapshot& snapshot) { return documents_of(snapshot, "role"); });
    ASSERT_TRUE(all);
    std::vector<std::string> keys;
    for (const auto& document : *all) keys.push_back(document.key);
    EXPECT_EQ(keys, (std::vector<std::string>{"Z", "a", "b", "é"}));
}

TEST_P(Documents, RefusesAnotherRevisionThanTheOneExpected) {
    EXPECT_EQ(put(role("r", 0)).value(), 1);
    EXPECT_EQ(put(role("r", 0)).error().code, Errc::conflict);
    EXPECT_EQ(put(role("r", 1, "Lead")).value(), 2);
    EXPECT_EQ(put(role("r", 1)).error().code, Errc::conflict);
    EXPECT_EQ(put(role("absent", 4)).error().code, Errc::conflict);
    EXPECT_EQ(put(role("r", -1, "Head")).value(), 3);
    EXPECT_EQ(find_one("role", "r")->data.at("name"), "Head");
}

TEST_P(Documents, LogsEachChangeUnderItsSubject) {
    ASSERT_TRUE(put(role("r")));
    ASSERT_TRUE(put(role("r")));
    auto user = role("ana");
    user.kind = "user";
    ASSERT_TRUE(put(user));
    const auto changes = read([](Snapshot& snapshot) { return changes_after(snapshot, 0, 10); });
    ASSERT_TRUE(changes);
    ASSERT_EQ(changes->size(), 3u);
    EXPECT_EQ(changes->at(0).subject, "definition:role");
    EXPECT_EQ(changes->at(0).subject_id, "r");
    EXPECT_EQ(changes->at(0).action, "create");
    EXPECT_EQ(changes->at(0).actor, "admin");
    EXPECT_EQ(changes->at(1).action, "update");
    EXPECT_EQ(changes->at(1).revision, 2);
    EXPECT_EQ(changes->at(2).subject, "user");
}

TEST_P(Documents, RemovesADocumentAndLogsIt) {
    ASSERT_TRUE(put(role("r")));
    ASSERT_TRUE(write([](Transaction& transaction) {
        return remove_document(transaction, "role", "r", "admin");
    }));
    EXPECT_FALSE(find_one("role", "r"));
    const auto absent = write([](Transaction& transaction) {
        return remove_document(transaction, "role", "r", "admin");
    });
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, Errc::not_found);
    const auto changes = read([](Snapshot& snapshot) { return changes_after(snapshot, 1, 10); });
    ASSERT_EQ(changes->size(), 1u);
    EXPECT_EQ(changes->at(0).action, "delete");
    EXPECT_EQ(put(role("r", 0)).value(), 1);
}

TEST_P(Documents, RefusesADocumentThatWasMovedOrChanged) {
    ASSERT_TRUE(put(role("r1")));
    ASSERT_TRUE(put(role("r2", -1, "Admin")));
    world.tamper(
        "UPDATE documents SET sealed = (SELECT sealed FROM documents WHERE key = 'r2') "
        "WHERE key = 'r1'");
    const auto found =
        read([](Snapshot& snapshot) { return find_document(snapshot, "role", "r1"); });
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Errc::invalid);
    EXPECT_FALSE(read([](Snapshot& snapshot) { return documents_of(snapshot, "role"); }));
    EXPECT_TRUE(find_one("role", "r2"));
}

}  // namespace
}  // namespace amparo::store
