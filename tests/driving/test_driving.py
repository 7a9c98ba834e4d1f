"""The driving models' training: what it is made of, on small made-up frames."""
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from PIL import Image

DRIVING = Path(__file__).resolve().parents[2] / "models" / "driving"
sys.path.insert(0, str(DRIVING))

from calibrate import calibration_error, doubt, fit_offsets, fit_temperature  # noqa: E402
from calibration import Calibration, read_calibration  # noqa: E402
from classes import NAMES, RARE, VOID  # noqa: E402
from family import MIDDLE, MODELS, model_of  # noqa: E402
from faults import FAULTS, spoil  # noqa: E402
from frames import LABEL, labelled_set, objects, unlabelled_set  # noqa: E402
from geometry import random_maps  # noqa: E402
from jpeg import jpeg  # noqa: E402
from loss import near_edges, training_loss  # noqa: E402
from motion import flow_between  # noqa: E402
from network import DrivingNetwork, cost  # noqa: E402
from precision import reduced, reduces  # noqa: E402
from recipe import STREET, Recipe, changed, told  # noqa: E402
from resize import resize  # noqa: E402
from sampler import Sampler, Source  # noqa: E402
from score import COLUMNS, append  # noqa: E402
from steadiness import changes  # noqa: E402
from teacher import STEPS, UNKNOWN, kept  # noqa: E402
from training import Clock, Training  # noqa: E402
from views import Views, paste, second_look  # noqa: E402
from weights_file import load_network  # noqa: E402
from witness import heeded, read_seen  # noqa: E402

POLE, SIGN, CAR = (NAMES.index(name) for name in ("pole", "sign", "car"))
SMALL = Recipe(width=64, height=64)


def street(folder, count=3, height=90, width=160):
    """Frames whose colours say their classes: a car on the left, a sign on a pole on the right."""
    images, labels = Path(folder, "images"), Path(folder, "labels")
    for path in (images, labels):
        path.mkdir(exist_ok=True)
    for number in range(count):
        label = np.full((height, width), NAMES.index("road"), np.uint8)
        label[30:60, 10:50] = CAR
        label[20:80, 120:124] = POLE
        label[10:24, 114:130] = SIGN
        Image.fromarray(label).save(labels / f"{number}.png")
        Image.fromarray(np.stack([label * 20] * 3, 2)).save(images / f"{number}.png")
    return labelled_set(Path(folder, "cache"), "made-up", images, labels)


class Family(unittest.TestCase):
    def test_no_model_weighs_more_than_it_may(self):
        for name, model in MODELS.items():
            for what, weighs, most in zip(("parameters", "multiply-adds"), cost(model), model.most()):
                self.assertLessEqual(weighs, most, f"{name}: {what}")

    def test_a_model_is_known_by_its_weights(self):
        for name, model in MODELS.items():
            found = model_of(DrivingNetwork(model).state_dict())
            self.assertEqual((found.size, found.fine), (model.size, model.fine), name)
        with self.assertRaisesRegex(ValueError, "none of the driving models"):
            model_of({})

    def test_what_ships_is_loaded(self):
        for name in ("driving", "driving-street"):
            network = load_network(DRIVING.parent / name / f"{name}.onnx")
            self.assertEqual(network.channels, (MIDDLE.half, MIDDLE.quarter, MIDDLE.eighth, MIDDLE.sixteenth))
            self.assertEqual(tuple(network(torch.zeros(1, 3, 64, 64)).shape), (1, len(NAMES), *[64 // (2 if MODELS[name].fine else 4)] * 2))


class AnotherSize(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.source = load_network(DRIVING / "driving.onnx")
        self.x = torch.rand(1, 3, 64, 96) * 2 - 1

    def resized(self, name):
        network = DrivingNetwork(MODELS[name]).eval()
        resize(network, self.source)
        return network

    def test_a_larger_one_says_what_the_smaller_one_says(self):
        large = self.resized("driving-large")
        with torch.no_grad():
            for theirs, own in zip(self.source.features(self.x), large.features(self.x)):
                self.assertGreater(own.shape[1], theirs.shape[1])
                torch.testing.assert_close(own[:, :theirs.shape[1]], theirs, atol=1e-4, rtol=1e-4)

    def test_new_channels_are_read_once_they_are_trained(self):
        large = self.resized("driving-large").train()
        large(torch.cat([self.x, self.x]))[0].square().mean().backward()
        self.assertGreater(large.fuse_quarter[0].weight.grad[:32, 32:].abs().max(), 0)

    def test_a_smaller_one_keeps_what_was_made_most_of(self):
        last = self.source.fuse_quarter
        last[1].weight.data[5] = last[1].bias.data[5] = 0   # says nothing
        small = self.resized("driving-small")
        kept = {tuple(row.tolist()) for row in small.head.weight[:, :, 0, 0].T}
        theirs = [tuple(row.tolist()) for row in self.source.head.weight[:, :, 0, 0].T]
        self.assertEqual(len(kept & set(theirs)), 24)
        self.assertNotIn(theirs[5], kept)

    def test_the_same_size_is_the_same(self):
        with torch.no_grad():
            torch.testing.assert_close(self.resized("driving")(self.x), self.source(self.x))


class SetsOfFrames(unittest.TestCase):
    def test_are_decoded_once_and_hold_what_the_files_hold(self):
        with tempfile.TemporaryDirectory() as folder:
            frames = street(folder)
            self.assertEqual(tuple(frames.planes.shape), (3, 5, 90, 160))
            label = np.array(Image.open(Path(folder, "labels", "0.png")))
            np.testing.assert_array_equal(frames.planes[0, LABEL].numpy(), label)
            for path in Path(folder, "labels").iterdir():
                path.write_bytes(path.read_bytes())   # another time, so another set
            self.assertNotEqual(street(folder).name, frames.name)

    def test_a_sign_hangs_together_with_its_pole(self):
        label = np.full((40, 40), VOID, np.uint8)
        label[5:15, 10:20], label[15:35, 14:16], label[2:4, 30:32] = SIGN, POLE, POLE
        numbers = objects(label)
        self.assertEqual(set(numbers[label != VOID]), {0, 1})
        self.assertEqual(numbers[3, 31], 0, "a speck is no object")
        self.assertEqual(numbers[10, 15], numbers[30, 15])

    def test_places_lie_on_rare_classes(self):
        with tempfile.TemporaryDirectory() as folder:
            frames = street(folder)
            for rare, own in zip(RARE, frames.points[0]):
                if rare in (POLE, SIGN):
                    x, y = (own * (160, 90)).astype(int).T
                    self.assertTrue((frames.planes[0, LABEL].numpy()[y, x] == rare).all())
                else:
                    self.assertTrue(np.isnan(own).all())

    def test_without_labels_learn_from_what_a_teacher_is_sure_of(self):
        with tempfile.TemporaryDirectory() as folder:
            street(folder)
            frames = unlabelled_set(Path(folder, "cache"), Path(folder, "images"))
            self.assertTrue((frames.planes[:, LABEL] == VOID).all())
            logits = torch.full((3, len(NAMES), 22, 40), -8.0)
            logits[:, CAR, :, :20], logits[:, POLE, :, 20:], logits[:, SIGN, :, 20:] = 0.0, -0.7, -0.7
            frames.soft = kept(logits)
            views = Sampler([Source(frames, 1, labelled=False)], SMALL, 6, 1).batch()
            self.assertEqual(set(views.labels.unique().tolist()), {CAR, VOID})
            self.assertTrue(views.heard.any())
            logits[:] = -torch.inf   # nothing is said of what a witness did not see: it is not followed, either
            frames.soft = kept(logits)
            views = Sampler([Source(frames, 1, labelled=False)], SMALL, 6, 1).batch()
            self.assertFalse(views.heard.any())
            self.assertEqual(views.labels.unique().tolist(), [VOID])

    def test_a_teacher_that_is_certain_is_still_so_when_softened(self):
        kept_of = kept(torch.tensor([[0.99999] + [1e-6] * 10]).log()).float() / -STEPS
        self.assertGreater((kept_of / 2).softmax(1)[0, 0].item(), 0.97)


class Witness(unittest.TestCase):
    def test_cars_that_were_not_seen_are_not_learnt_from(self):
        logs = torch.full((len(NAMES), 12, 20), -8.0)
        logs[NAMES.index("road")] = 0.0
        for rows, columns in ((slice(2, 6), slice(2, 6)), (slice(2, 6), slice(12, 18)), (slice(9, 11), slice(2, 4))):
            logs[:, rows, columns] = -8.0
            logs[CAR, rows, columns] = 0.0
        seen = np.zeros((12, 20), np.uint8)
        seen[3:5, 3:5] = CAR
        out = heeded(logs, seen)
        self.assertEqual(out[:, 2:6, 2:6].argmax(0).unique().tolist(), [CAR], "it was seen")
        self.assertTrue((kept(out)[:, 2:6, 12:18] == UNKNOWN).all(), "it was not")
        self.assertEqual(out[CAR, 9:11, 2:4].tolist(), [[0.0] * 2] * 2, "it is too small to tell")
        self.assertEqual(out[NAMES.index("road"), 0, 0].item(), 0.0)

    def test_reads_what_was_seen_in_the_order_of_frames(self):
        with tempfile.TemporaryDirectory() as folder:
            for kind in ("images", "labels"):
                Path(folder, kind).mkdir()
            for number in (1, 0):
                seen = Image.fromarray(np.full((8, 16), number * CAR, np.uint8))
                for kind in ("images", "labels"):
                    seen.save(Path(folder, kind, f"00-{number:04}.png"))
            self.assertEqual(read_seen(folder, (2, 4))[:, 0, 0].tolist(), [0, CAR])
            with self.assertRaisesRegex(FileNotFoundError, "label:features"):
                read_seen(Path(folder, "none"), (2, 4))
            Path(folder, "labels", "00-0001.png").unlink()
            with self.assertRaisesRegex(FileNotFoundError, "has no label"):
                read_seen(folder, (2, 4))


class AView(unittest.TestCase):
    def test_is_the_frame_where_nothing_is_changed(self):
        still = changed(Recipe(), ["nearest=1", "farthest=1", "narrow=0", "wide=0", "tilt=0", "width=512", "height=288"])
        maps = random_maps(still, (90, 160), np.full((8, len(RARE), 16, 2), np.nan, np.float32), np.random.default_rng(1))
        np.testing.assert_allclose(np.abs(maps), [[[1, 0, 0], [0, 1, 0]]] * 8, atol=1e-6)

    def test_takes_picture_and_label_from_the_same_place(self):
        with tempfile.TemporaryDirectory() as folder:
            views = Sampler([Source(street(folder), 1)], Recipe(), 8, 1).batch()
            known = views.labels != VOID
            far = (views.images[:, 0] - views.labels.float() * 20).abs()[known]
            self.assertLess((far > 30).float().mean().item(), 0.12, "but at edges, the colour says the class")
            self.assertTrue(known.any() and (~known).any())

    def test_gets_whole_objects_of_the_one_before(self):
        images = torch.arange(2.0).view(2, 1, 1, 1).expand(2, 3, 16, 16) * 100
        labels = torch.tensor([CAR, SIGN], dtype=torch.uint8).view(2, 1, 1).expand(2, 16, 16)
        numbers = torch.zeros(2, 16, 16, dtype=torch.uint8)
        numbers[1, 4:12, 4:12] = 7
        soft, heard = torch.zeros(2, len(NAMES), 4, 4), torch.zeros(2, 1, 4, 4)
        seen = set()
        for seed in range(8):
            out = paste(Views(images, labels, soft, heard), numbers, np.array([True, True]), np.random.default_rng(seed))
            seen.add((out.labels[0] == SIGN).sum().item())
            self.assertTrue((out.labels[1] == SIGN).all())
        self.assertEqual(seen, {0, 64})

    def test_is_seen_again_where_its_map_says(self):
        ramp = torch.linspace(0, 255, 64).view(1, 1, 1, 64).expand(2, 3, 64, 64).contiguous()
        views = Views(ramp, torch.zeros(2, 64, 64, dtype=torch.uint8), torch.zeros(2, len(NAMES), 16, 16), torch.ones(2, 1, 16, 16))
        moved, maps = second_look(views, np.random.default_rng(3))
        x = (maps[:, 0, 2] + 1) * 32 - 0.5   # the middle of the second look, in pixels of the first
        middle = moved.images[:, 0, 31:33, 31:33].mean((1, 2))
        torch.testing.assert_close(middle, x * 255 / 63, atol=1.0, rtol=0)


class Faults(unittest.TestCase):
    def test_leave_shape_and_range_and_change_something(self):
        images = torch.rand(4, 3, 64, 96) * 255
        for name in FAULTS:
            alone = changed(Recipe(), [f"{other}={int(other == name)}" for other in FAULTS])
            out = spoil(images, alone, np.random.default_rng(1))
            self.assertEqual(out.shape, images.shape)
            self.assertTrue(0 <= out.min() and out.max() <= 255.01, name)
            self.assertGreater((out - images).abs().mean().item(), 0.1, name)

    def test_strike_nothing_where_none_is_wanted(self):
        images = torch.rand(4, 3, 32, 32) * 255
        torch.testing.assert_close(spoil(images, changed(Recipe(), ["spoilt=0"]), np.random.default_rng(1)), images)

    def test_jpeg_loses_what_a_file_loses(self):
        rng = np.random.default_rng(1)
        smooth = Image.fromarray(rng.integers(0, 255, (12, 16, 3), np.uint8)).resize((128, 96), Image.BICUBIC)
        with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
            smooth.save(file.name, quality=30, subsampling=2)
            wanted = np.array(Image.open(file.name)).astype(float)
        x = torch.from_numpy(np.array(smooth)).permute(2, 0, 1)[None].float() / 255
        own = (jpeg(x, np.array([30]))[0].clamp(0, 1) * 255).permute(1, 2, 0).numpy()
        self.assertLess(np.abs(own - wanted).mean(), np.abs(np.array(smooth) - wanted).mean() / 3)


class TheLoss(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.views = Views(torch.zeros(2, 3, 64, 64), torch.randint(0, VOID + 1, (2, 64, 64)).to(torch.uint8),
                           torch.randn(2, len(NAMES), 16, 16).log_softmax(1), torch.ones(2, 1, 16, 16))
        self.outputs = [torch.randn(2, len(NAMES), side, side) for side in (16, 4, 8)]

    def loss(self, *assignments, maps=None):
        torch.manual_seed(2)   # which of each 2×2 is looked at
        return training_loss(self.outputs, self.views, torch.ones(len(NAMES)), changed(Recipe(), assignments), maps).item()

    def test_has_pieces_that_can_each_be_left_out(self):
        plain = self.loss()
        for piece in ("overlap=0", "auxiliary=0", "hardest=1", "boundary=2", "distil=1"):
            self.assertNotAlmostEqual(self.loss(piece), plain, msg=piece)

    def test_nothing_is_wrong_with_what_the_teacher_says_too(self):
        self.outputs[0] = self.views.soft
        self.assertAlmostEqual(self.loss("distil=1"), self.loss(), places=4)

    def test_nothing_is_wrong_with_agreeing(self):
        self.outputs[0] = self.outputs[0][:1].repeat(2, 1, 1, 1)
        same = torch.eye(2, 3)[None]
        self.assertAlmostEqual(self.loss("consistent=1", maps=same), self.loss(), places=4)
        self.assertGreater(self.loss("consistent=1", maps=same.flip(1)), self.loss())

    def test_edges_are_where_classes_meet(self):
        label = torch.zeros(1, 8, 8, dtype=torch.long)
        label[:, :, 4:] = 3
        self.assertEqual(near_edges(label, reach=1)[0, 0].tolist(), [0, 0, 0, 1, 1, 0, 0, 0])
        label[:, :, :2] = VOID
        self.assertEqual(near_edges(label, reach=1)[0, 0, 2:].tolist(), [0, 1, 1, 0, 0, 0], "void is no class")


class ATraining(unittest.TestCase):
    def make(self, folder):
        torch.manual_seed(1)
        training = Training(MODELS["driving-small"], SMALL, "cpu")
        training.weights = torch.ones(len(NAMES))
        return training, Sampler([Source(street(folder), 1)], SMALL, 4, 1)

    def test_learns_and_goes_on_from_its_checkpoint(self):
        with tempfile.TemporaryDirectory() as folder:
            training, sampler = self.make(folder)
            rng = np.random.default_rng(1)
            losses = [training.step(sampler.batch(), 0.3, rng).item() for _ in range(12)]
            self.assertLess(np.mean(losses[-3:]), np.mean(losses[:3]))
            training.save(f"{folder}/last.pt")
            other, _ = self.make(folder)
            other.resume(f"{folder}/last.pt")
            self.assertEqual(other.steps, 12)
            for mine, theirs in zip(other.average.state_dict().values(), training.average.state_dict().values()):
                torch.testing.assert_close(mine, theirs, atol=2e-3, rtol=2e-3)
            self.assertTrue(np.isfinite(other.step(sampler.batch(), 0.3, rng).item()))
            self.assertEqual(tuple(load_network(f"{folder}/last.pt")(torch.zeros(1, 3, 64, 64)).shape), (1, len(NAMES), 16, 16))

    def test_of_another_size_begins_with_what_ships(self):
        with tempfile.TemporaryDirectory() as folder:
            training, sampler = self.make(folder)
            self.assertTrue(training.start(DRIVING / "driving.onnx", sampler.batch().images))
            x, shipped = torch.rand(1, 3, 64, 64) - 0.5, load_network(DRIVING / "driving.onnx")
            for own, theirs in zip(training.network.eval().trunk(x), shipped.trunk(x)):
                torch.testing.assert_close(own, theirs, atol=1e-3, rtol=1e-3)
            training.save(f"{folder}/last.pt")
            other, _ = self.make(folder)
            other.resume(f"{folder}/last.pt")
            self.assertEqual(len(other.optimiser.param_groups), len(training.optimiser.param_groups))

    def test_says_at_once_where_its_gradients_cannot_be_computed(self):
        with tempfile.TemporaryDirectory() as folder:
            training, sampler = self.make(folder)
            views = sampler.batch()
            views.images[:] = torch.nan
            with self.assertRaisesRegex(ValueError, "first step's gradients are not finite: try a lower --set rate"):
                training.step(views, 0.3, np.random.default_rng(1))
            for reducing, told_to in ((True, "for views of 64×96: try sides that are multiples of 64"), (False, "try a lower --set rate")):
                training, _ = self.make(folder)
                training.recipe = changed(SMALL, ["height=96"])
                with patch("training.reduces", return_value=reducing), self.assertRaisesRegex(ValueError, told_to):
                    training.step(views, 0.3, np.random.default_rng(1))

    def test_is_in_bfloat16_where_that_is_quicker(self):
        self.assertTrue(reduces("cuda"))
        conv, x = torch.nn.Conv2d(3, 16, 3), torch.zeros(1, 3, 8, 8)
        for amx, wanted, kind in ((True, True, torch.bfloat16), (False, True, torch.float32), (True, False, torch.float32)):
            with patch("precision._has_amx", return_value=amx), reduced("cpu", wanted):
                self.assertEqual(conv(x).dtype, kind)

    def test_of_the_street_can_be_computed(self):
        with tempfile.TemporaryDirectory() as folder:
            training = Training(MODELS["driving-street"], STREET, "cpu")
            training.weights = torch.ones(len(NAMES))
            views = Sampler([Source(street(folder), 1)], STREET, 1, 1).batch()
            self.assertTrue(np.isfinite(training.step(views, 0.3, np.random.default_rng(1)).item()))

    def test_ends_by_steps_or_minutes(self):
        training = type("Progress", (), {"steps": 5, "seconds": 30.0})
        self.assertEqual(Clock(1, 10, None).done(training), 0.5)
        self.assertEqual(Clock(1, None, None).done(training), 0.5)
        self.assertEqual(Clock(100, None, 0.0).done(training), 1)

    def test_has_a_recipe_that_says_what_differs(self):
        self.assertEqual(told(changed(Recipe(), ["boundary=1.5", "width=320"]), Recipe()), "width 320, boundary 1.5")
        with self.assertRaisesRegex(ValueError, "expected NAME=NUMBER with a name of rate, "):
            changed(Recipe(), ["edges=1"])


class Measures(unittest.TestCase):
    def test_a_temperature_takes_overconfidence_back(self):
        torch.manual_seed(1)
        logits = torch.randn(20000, len(NAMES)) * 2
        truths = torch.distributions.Categorical(logits=logits).sample()
        temperature = fit_temperature(3 * logits, truths)
        self.assertAlmostEqual(temperature, 3, delta=0.1)
        self.assertLess(calibration_error(3 * logits / temperature, truths), 0.02)
        self.assertGreater(calibration_error(3 * logits, truths), 0.1)
        self.assertTrue(all(0.3 < value < 0.7 for value in doubt(logits, truths).values()))

    def test_offsets_undo_what_a_training_says_too_often(self):
        torch.manual_seed(2)
        logits = 3 * torch.randn(20_000, len(NAMES))
        truths = torch.distributions.Categorical(logits=logits).sample()
        skewed = logits.clone()
        skewed[:, 4] += 2
        offsets = fit_offsets(skewed, truths)
        self.assertLess(offsets[4], -1)
        self.assertLess(offsets[torch.arange(len(NAMES)) != 4].abs().max(), 0.6)

    def test_a_calibration_is_in_what_the_network_says(self):
        found = Calibration(2.0, {"pole": 0.5, "car": -1.0})
        network = load_network(DRIVING / "driving.onnx")
        x = torch.rand(1, 3, 64, 64) - 0.5
        with torch.no_grad():
            before = network(x)
            with tempfile.TemporaryDirectory() as folder:
                found.write(f"{folder}/calibration.json")
                after = read_calibration(f"{folder}/calibration.json").apply(network)(x)
        torch.testing.assert_close(after, (before + found.vector().view(1, -1, 1, 1)) / 2, atol=1e-4, rtol=1e-4)
        with self.assertRaisesRegex(ValueError, "dog"):
            Calibration(1.0, {"dog": 1.0}).vector()

    def test_a_shift_of_the_picture_is_found(self):
        torch.manual_seed(1)
        picture = torch.nn.functional.avg_pool2d(torch.rand(1, 3, 80, 120), 3, 1, 1)
        flow = flow_between(picture, picture.roll((4, -6), (2, 3)))[0, :, 20:60, 20:100]
        self.assertEqual(flow.median(2)[0].median(1)[0].tolist(), [6, -4])

    def test_a_table_has_one_head_and_a_row_a_run(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("first", "second"):
                append(f"{folder}/table.md", [name] * len(COLUMNS))
            head, rule, *rows = Path(folder, "table.md").read_text().splitlines()
            self.assertEqual([line.split(" | ")[1] for line in (head, rule, *rows)], ["recipe", "---", "first", "second"])

    def test_what_stands_still_does_not_flicker(self):
        network = load_network(DRIVING / "driving.onnx")
        image = np.random.default_rng(1).integers(0, 255, (60, 100, 3), np.uint8)
        self.assertEqual(changes(network, [image, image]), (0, 1))


if __name__ == "__main__":
    unittest.main()
