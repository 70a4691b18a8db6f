#include "config.h"

#include "export/seal_words.h"

/* Things that most people know by name and can say over the telephone; none that
 * could be taken for a part of the plan. The order never changes: a seal that
 * was printed must read the same for ever. */
static const char *const words[256] = {
	"acorn", "almond", "amber", "anchor", "apple", "apron", "arrow",
	"atlas", "autumn", "badger", "bakery", "bamboo", "banjo", "barley",
	"basket", "beacon", "beetle", "bench", "berry", "bicycle", "birch",
	"biscuit", "blanket", "blossom", "bonfire", "bookcase", "bottle",
	"breeze", "bridge", "bronze", "bucket", "buffalo", "bumper", "butter",
	"cabbage", "cabin", "cactus", "camel", "candle", "canoe", "canvas",
	"carpet", "castle", "cedar", "cellar", "chalk", "cheese", "cherry",
	"chimney", "circle", "clover", "cobweb", "comet", "compass", "copper",
	"coral", "corner", "cotton", "cradle", "crayon", "cricket", "crystal",
	"cupboard", "curtain", "cushion", "daisy", "dancer", "denim",
	"desert", "diamond", "dolphin", "donkey", "dragon", "drummer",
	"eagle", "easel", "echo", "elephant", "emerald", "engine", "envelope",
	"falcon", "feather", "fiddle", "flannel", "flower", "forest",
	"fossil", "galaxy", "garden", "garlic", "gecko", "ginger", "giraffe",
	"glacier", "glove", "goblet", "gosling", "granite", "guitar",
	"hammer", "harbour", "harvest", "hazel", "hedge", "helmet", "heron",
	"hollow", "honey", "hornet", "hotel", "iceberg", "igloo", "island",
	"ivory", "jacket", "jasmine", "jigsaw", "jungle", "kayak", "kennel",
	"kettle", "kingdom", "kitchen", "kitten", "ladder", "lagoon",
	"lantern", "lavender", "lemon", "leopard", "library", "lilac",
	"lizard", "lobster", "lotus", "magnet", "mango", "maple", "marble",
	"meadow", "melon", "mermaid", "meteor", "mirror", "mosaic",
	"mountain", "museum", "mustard", "napkin", "nectar", "newt", "nutmeg",
	"oasis", "ocean", "octopus", "olive", "onion", "orange", "orchard",
	"osprey", "otter", "oyster", "palace", "pancake", "panther", "parcel",
	"parrot", "pasture", "peacock", "pebble", "pelican", "pencil",
	"penguin", "pepper", "piano", "picnic", "pigeon", "pirate", "planet",
	"plum", "poetry", "pony", "poppy", "postcard", "potato", "prism",
	"puffin", "pumpkin", "puzzle", "quarry", "quilt", "rabbit", "radish",
	"rainbow", "ribbon", "river", "robin", "rocket", "rowing", "saddle",
	"saffron", "salmon", "sandal", "saucer", "scarf", "seagull", "shelf",
	"silver", "skipper", "sofa", "spanner", "sparrow", "spider", "spruce",
	"squirrel", "stairs", "statue", "sugar", "summer", "sunset", "tartan",
	"teapot", "temple", "thimble", "thunder", "ticket", "tiger", "timber",
	"toffee", "tomato", "tortoise", "tractor", "trumpet", "tulip",
	"tunnel", "turnip", "turtle", "umbrella", "valley", "vanilla",
	"velvet", "village", "violin", "volcano", "waffle", "walnut",
	"walrus", "water", "whistle", "willow", "window", "winter", "yoghurt",
	"zebra", "zigzag",
};

const char *
seal_word(unsigned char byte)
{
	return words[byte];
}

void
seal_words_add(const struct digest *seal, struct buf *out)
{
	for (int i = 0; i < SEAL_WORDS; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "",
		    seal_word(seal->bytes[i]));
}
