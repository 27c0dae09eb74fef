// What a phone tells of a recording is gone, the sound is untouched.
#include "records/bare_sound.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amparo::records {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;

std::string four(std::size_t number) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>(number >> shift & 0xffU);
    return bytes;
}

std::string box(const std::string& name, const std::string& content) {
    return four(content.size() + 8) + name + content;
}

std::string start() {
    return box("ftyp", "M4A isom");
}

std::string recording(const std::string& told) {
    return start() +
           box("moov", box("mvhd", "of a minute") +
                           box("trak", box("mdia", box("mdhd", "sound") + told) + told) + told) +
           told + box("mdat", "the sound: udta meta uuid");
}

TEST(BareSound, LosesWhereAnMp4WasRecordedAndKeepsWhereItsSoundLies) {
    const auto told = box("udta", "\xa9xyz+12.5-000.2/") + box("meta", "\xa9nam Lane 9") +
                      box("uuid", "of an invented phone");
    const auto sent = recording(told);
    const auto bare = bare_sound(sent);
    ASSERT_TRUE(bare.has_value());
    EXPECT_EQ(bare->size(), sent.size());
    EXPECT_EQ(bare->find("the sound: udta meta uuid"), sent.find("the sound: udta meta uuid"));
    for (const auto* gone : {"xyz", "12.5", "Lane 9", "phone"})
        EXPECT_THAT(*bare, Not(HasSubstr(gone)));
    for (const auto* kept : {"mvhdof a minute", "mdhdsound"}) EXPECT_THAT(*bare, HasSubstr(kept));
    EXPECT_EQ(*bare_sound(*bare), *bare);
    EXPECT_EQ(*bare_sound(recording("")), recording("")) << "nothing to lose";
}

TEST(BareSound, ReadsLengthsOfEightBytesAndOpenEnds) {
    const auto wide = four(1) + "udta" + four(0) + four(22) + "Lane 9";
    const auto open = four(0) + "mdat" + "to the end";
    const auto bare = bare_sound(start() + box("moov", wide) + open);
    ASSERT_TRUE(bare.has_value());
    EXPECT_THAT(*bare, Not(HasSubstr("Lane")));
    EXPECT_THAT(*bare, HasSubstr("to the end"));
}

TEST(BareSound, LeavesARecordingThatBrokeOff) {
    const auto half = start() + box("moov", box("mvhd", "of a minute")) + four(999) + "mdat" + "so";
    EXPECT_EQ(*bare_sound(half), half);
    EXPECT_EQ(*bare_sound(recording("") + "\0\0\0"s), recording("") + "\0\0\0"s);
}

TEST(BareSound, RefusesAnMp4ThatCannotBeReadAndSoNotBeCleaned) {
    auto deep = box("moov", "");
    for (int times = 0; times < 10; ++times) deep = box("trak", deep);
    for (const auto& broken :
         {start() + box("moov", "udta"), start() + four(7) + "moov", start() + four(99) + "moovxx",
          start() + box("moov", four(40) + "udta"), start() + deep,
          start() + four(1) + "mdat" + four(1) + four(16)}) {
        const auto bare = bare_sound(broken);
        ASSERT_FALSE(bare.has_value());
        EXPECT_EQ(bare.error().code, Errc::invalid);
    }
}

TEST(BareSound, LosesTheTagsOfAnMp3AndKeepsItsFrames) {
    const auto frames = "\xff\xfb\x90\x64 frames of sound TAG"s;
    const auto tag = "ID3\x04\0\0\0\0\x01\x02"s + std::string(130, 'x');
    const auto footed = "ID3\x04\0\x10\0\0\0\x04"s + "Lane" + "3DI\x04\0\x10\0\0\0\x04"s;
    const auto old = "TAGLane 9" + std::string(119, ' ');
    EXPECT_EQ(*bare_sound(tag + frames), frames);
    EXPECT_EQ(*bare_sound(footed + tag + frames + old), frames);
    EXPECT_EQ(*bare_sound(frames), frames);
    EXPECT_FALSE(bare_sound(tag + recording("")).has_value()) << "one inside the other";
    EXPECT_FALSE(bare_sound(tag).has_value()) << "no sound is left";
    EXPECT_FALSE(bare_sound(tag.substr(0, 40)).has_value());
    EXPECT_EQ(*bare_sound(""), "");
    EXPECT_EQ(*bare_sound("\x1a\x45\xdf\xa3 of a browser"), "\x1a\x45\xdf\xa3 of a browser");
}

}  // namespace
}  // namespace amparo::records
