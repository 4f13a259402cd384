/**
 * Words for passphrases, read out over the telephone: everyday English nouns, verbs and adjectives of four to nine
 * letters, without pairs that sound alike, names, brands or anything a customer could take amiss.
 */
const text = `
acorn acrobat actor airport album alcove alert almond alpine amber ample anchor animal ankle answer antique
apple apricot apron arcade archer arena armchair around arrow artist aspen athlete atlas attic autumn avenue
awake award badge bagel baker balance balcony ballad balloon bamboo banjo banner barber barley barrel basil
basket beacon beaker beaver bedroom begin believe below bench beside better beyond bicycle bingo biscuit blanket
blazer blender blossom boiler bonfire bonus borrow bottle bracket branch brave breeze brick bridge brief bright
bring broad bronze brush bubble bucket buckle budget builder bundle bunny butler butter button cabbage cabin
cable cactus camel camera camper canal candle candy canoe canyon captain caramel caravan careful cargo carpet
carrot cartoon cartwheel carve cashew castle cattle cavern celery cement century ceramic champion channel
chapter charm cherry chess chimney chisel chorus cinema circle citrus citadel clarinet classic clean clever
cliff climb cloak clock cloud clover cluster coach coast cobbler cobweb coffee comet comfort common compass
concert cookie copper coral corner cottage cotton cougar counter country courage cover crane crater crayon
cricket crimson crisp crocus crown cruise crystal cupcake curtain cushion custard cyclone cypress daffodil dance
daring dawn decade delight delta dentist deposit design detail diamond digital dinner dipper discuss distant
doctor dolphin doorway double dragon drawer dream drift driver drizzle drum duckling durable duster eagle early
earth easel echo eclipse editor effort elastic elbow elegant elevator ember emerald emperor engine enjoy enough
envelope equal escort estate evening event exact example exhibit expand expert explore fabric falcon famous
fancy farmer fashion feather fence fern festival fiddle field fifteen figure filter finger finish firefly flag
flame flamingo flannel flash fleece flight flint float flock florist flute folder follow forest forget formal
fortune fossil fountain fragile frame freedom freezer fresh friend frost frozen fruit funnel furnish gadget
gallery gallon garage garden garlic gather gazelle gazebo general gentle giraffe ginger glacier glass glide
glitter globe glory glove goblet golden goose gossip granite grape graphic grass gravel gravity green grocer
ground guitar habit hammer hammock hamster handle harvest hazel healthy hedge helmet helpful herald hiking
hockey holiday hollow honest honey horizon hornet hotel hover humble hundred hurdle igloo image imagine impact
improve indigo inkwell insect inside instant island ivory jacket jasmine jelly jersey jigsaw jockey journal
journey jubilee juggle juice jumper jungle junior juniper kayak kennel kettle keyboard kingdom kitchen koala
label ladder ladybird lagoon lantern laptop lasting latch laundry lavender leader learn leather legend lemon
leopard letter lettuce library lilac limit linen lizard llama lobster locket logic lotus lounge lucky luggage
lunar machine magenta magic magnet magpie mallet mango maple marble marigold market marvel master matrix meadow
measure melody memory mention merit method middle midnight million mimic mineral minnow minute mirror mitten
mobile model modest moment monarch monitor monsoon morning mosaic motor mountain mouse muffin museum mushroom
music mustard mystery napkin nature nectar needle nephew nickel nimble noble noodle normal north notebook novel
number nutmeg oasis object ocean octagon octopus office olive onion opal opera orange orbit orchard orchid order
orient origin osprey ostrich otter outdoor outline oven owner oyster packet paddle palace pancake panda panel
panther papaya parcel parker parrot partner parsley passage pastry patch patient pattern pavement peanut pebble
pelican pencil penguin pepper perfect piano picnic picture pigeon pillow pilot pinecone pioneer pirate planet
plaster platter playful plaza plenty plumber pocket poem polar police polite pony poplar poppy porch portrait
postcard potato powder prairie pretzel printer prism problem produce project promise protect proud public
pudding puddle puffin pumpkin puppet purple puzzle pyramid python quality quarter question quick quiet quilt
quiver rabbit radar radio radish rainbow raisin ranch ranger rapid raven razor reason recipe record reflect
region relax remote report rescue result reunion reward ribbon riddle ripple river robin robot rocket rooster
rosemary rotate router royal rubber ruby rugby runner rustic saddle safari saffron salad salmon sandal sapphire
satchel satin saucer savanna scarf science scooter scout scroll season secret seesaw select sequel seven shadow
shallow shampoo sheriff shelter shimmer shiver shovel shower shuttle signal silence silver similar simple singer
sixteen sketch skipper slate sleeve slipper slogan smart smile smooth snorkel soccer socket soda soldier solid
sonnet source south spanner sparkle sparrow special spider spinach spiral splash sponge spoon spring sprout
square squirrel stable stadium stamp station statue steady stencil steward sticker stone store storm stream
street strong student studio sturdy summer summit sundial sunrise sunset supper surface surplus swallow sweater
swift swing syrup table tablet tadpole talent tandem target teacher teapot tenant tender tennis terrace thicket
thimble thirty thistle thunder ticket tidy tiger timber tinsel toaster tomato topic torch tornado tortoise
toucan tower tractor trader traffic trapeze travel treasure triangle tribute tripod trolley trophy trumpet trust
tunnel turban turnip turtle tuxedo twelve twenty twilight twin umbrella under uniform unique universe upper
upright useful utensil vacuum valley vanilla velvet vendor venture verdict vessel victory village vintage violet
violin visitor vivid volcano volume voyage waffle wagon wallet walnut warbler warm wealth weekend welcome
western whisker whistle wicker wigwam willow window winter wisdom wizard wolf wombat wooden workshop wreath
writer yacht yellow yonder young zebra zenith zigzag zipper`

export const words: readonly string[] = text.trim().split(/\s+/)
