#include "store/key_ring.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "tests/support/temporary_folder.hpp"

namespace amparo::store {
namespace {

namespace fs = std::filesystem;

class KeyRings : public ::testing::Test {
  protected:
    void write_file(const std::string& text, fs::perms mode = fs::perms::owner_read) {
        std::ofstream(file) << text;
        fs::permissions(file, mode);
    }
    void expect_refused(Errc code, const std::string& key) {
        const auto ring = KeyRing::open(file);
        ASSERT_FALSE(ring);
        EXPECT_EQ(ring.error().code, code);
        EXPECT_EQ(ring.error().message.key, key);
    }
    testing::TemporaryFolder folder;
    fs::path file = folder / "keys.json";
    SystemRandom random;
};

TEST_F(KeyRings, OpensWhatItMade) {
    const auto made = KeyRing::create(file, random).value();
    const auto opened = KeyRing::open(file).value();
    EXPECT_EQ(opened->current_id(), made->current_id());
    EXPECT_EQ(opened->key(made->current_id())->reveal(), made->key(made->current_id())->reveal());
    struct stat state{};
    ASSERT_EQ(::stat(file.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600u);
}

TEST_F(KeyRings, NeverReplacesAFile) {
    const auto made = KeyRing::create(file, random).value();
    const auto again = KeyRing::create(file, random);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::conflict);
    EXPECT_EQ(KeyRing::open(file).value()->current_id(), made->current_id());
}

TEST_F(KeyRings, RefusesAFolderThatIsMissing) {
    EXPECT_EQ(KeyRing::create(folder / "absent" / "keys.json", random).error().code,
              Errc::not_found);
}

TEST_F(KeyRings, RefusesAFileThatIsMissingOrReadableByOthers) {
    expect_refused(Errc::not_found, "errors.key_ring.missing");
    ASSERT_TRUE(KeyRing::create(file, random));
    for (const auto mode : {fs::perms::group_read, fs::perms::others_read}) {
        fs::permissions(file, fs::perms::owner_read | mode);
        expect_refused(Errc::forbidden, "errors.key_ring.readable_by_others");
    }
}

TEST_F(KeyRings, RefusesAMalformedFile) {
    const auto key = crypto::base64(std::string(32, 'k'));
    for (const auto& text :
         {std::string(), std::string("{"), std::string("{}"), std::string(R"({"current":"a"})"),
          std::string(R"({"current":"a","keys":{}})"),
          std::string(R"({"current":"a","keys":{"a":1}})"),
          std::string(R"({"current":"a","keys":{"a":"short"}})"),
          R"({"current":"b","keys":{"a":")" + key + "\"}}"}) {
        fs::remove(file);
        write_file(text);
        expect_refused(Errc::invalid, "errors.key_ring.malformed");
    }
    fs::remove(file);
    write_file(R"({"current":"a","keys":{"a":")" + key + "\"}}");
    EXPECT_TRUE(KeyRing::open(file));
}

TEST_F(KeyRings, RefusesAFolderInPlaceOfTheFile) {
    fs::create_directory(file);
    fs::permissions(file, fs::perms::owner_all);
    expect_refused(Errc::invalid, "errors.key_ring.malformed");
}

TEST_F(KeyRings, KeepsOldKeysWhenItRotates) {
    const auto ring = KeyRing::create(file, random).value();
    const auto first = ring->current_id();
    const auto second = ring->rotate(random).value();
    EXPECT_NE(first, second);
    EXPECT_EQ(ring->current_id(), second);
    EXPECT_TRUE(ring->key(first));
    EXPECT_EQ(ring->key("none").error().code, Errc::not_found);
    const auto opened = KeyRing::open(file).value();
    EXPECT_EQ(opened->current_id(), second);
    EXPECT_TRUE(opened->key(first));
}

TEST_F(KeyRings, KeepsItsKeyWhenTheNewOneCannotBeStored) {
    const auto ring = KeyRing::create(file, random).value();
    const auto first = ring->current_id();
    fs::create_directory(file.string() + ".part");  // where the new file would be written
    EXPECT_FALSE(ring->rotate(random));
    EXPECT_EQ(ring->current_id(), first);
    EXPECT_EQ(KeyRing::open(file).value()->current_id(), first);
}

TEST_F(KeyRings, SeesAKeyThatAnotherProcessAdded) {
    const auto server = KeyRing::create(file, random).value();
    const auto first = server->current_id();
    const auto command = KeyRing::open(file).value();
    const auto second = command->rotate(random).value();
    EXPECT_TRUE(server->key(second)) << "what the command sealed can be opened";
    EXPECT_EQ(server->current_id(), second) << "and new rows are sealed under the new key";
    EXPECT_TRUE(server->key(first));
}

TEST_F(KeyRings, SealsUnderTheNewKeyOfAnotherProcessSoon) {
    const auto server = KeyRing::create(file, random).value();
    const auto first = server->current_id();  // has just looked at the file
    const auto second = KeyRing::open(file).value()->rotate(random).value();
    std::this_thread::sleep_for(KeyRing::file_pause);
    const auto [id, key] = server->current();
    EXPECT_EQ(id, second);
    EXPECT_EQ(key.reveal(), server->key(second)->reveal());
    EXPECT_TRUE(server->key(first));
}

TEST_F(KeyRings, LosesNoKeyWhenTwoProcessesRotate) {
    const auto one = KeyRing::create(file, random).value();
    const auto other = KeyRing::open(file).value();
    const std::vector<std::string> made{one->current_id(), one->rotate(random).value(),
                                        other->rotate(random).value(), one->rotate(random).value()};
    const auto opened = KeyRing::open(file).value();
    for (const auto& id : made) EXPECT_TRUE(opened->key(id)) << id;
    EXPECT_EQ(opened->current_id(), made.back());
}

TEST_F(KeyRings, KeepsItsKeysWhenTheFileGoesOrIsSpoilt) {
    const auto ring = KeyRing::create(file, random).value();
    const auto first = ring->current_id();
    fs::remove(file);
    std::this_thread::sleep_for(KeyRing::file_pause);
    EXPECT_EQ(ring->current_id(), first);
    write_file("{");
    std::this_thread::sleep_for(KeyRing::file_pause);
    EXPECT_EQ(ring->current_id(), first);
    EXPECT_TRUE(ring->key(first));
}

TEST_F(KeyRings, DerivesAKeyForEachPurpose) {
    const auto ring = KeyRing::create(file, random).value();
    const auto csrf = ring->derived("csrf");
    EXPECT_EQ(csrf.reveal(), ring->derived("csrf").reveal());
    EXPECT_NE(csrf.reveal(), ring->derived("cursor").reveal());
    EXPECT_NE(csrf.reveal(), ring->key(ring->current_id())->reveal());
}

}  // namespace
}  // namespace amparo::store
